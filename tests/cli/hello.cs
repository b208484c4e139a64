// The least program, for everything that is about the command line itself.
System.Console.WriteLine("hello");

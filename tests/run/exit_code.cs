// Main's result is the exit code; only its low eight bits reach the shell.
// covers: exit codes
class Program
{
    static int Main() => 42;
}

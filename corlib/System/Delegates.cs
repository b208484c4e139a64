namespace System;

using System.Collections.Generic;

public delegate void AsyncCallback(IAsyncResult ar);
public delegate void EventHandler(object sender, EventArgs e);
public delegate void EventHandler<TEventArgs>(object sender, TEventArgs e) where TEventArgs : allows ref struct;
public delegate void EventHandler<TSender, TEventArgs>(TSender sender, TEventArgs e) where TSender : allows ref struct where TEventArgs : allows ref struct;
public delegate void UnhandledExceptionEventHandler(object sender, UnhandledExceptionEventArgs e);
public delegate System.Reflection.Assembly ResolveEventHandler(object sender, ResolveEventArgs args);
public delegate void AssemblyLoadEventHandler(object sender, AssemblyLoadEventArgs args);
public delegate void CrossAppDomainDelegate();

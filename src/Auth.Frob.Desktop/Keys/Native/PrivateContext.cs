namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>A main context of the thread's own, so that no signal of our objects reaches the loop of a host that uses GLib itself.</summary>
internal sealed class PrivateContext : IDisposable
{
    private readonly nint _context = Glib.MainContextNew();

    public PrivateContext() => Glib.MainContextPush(_context);

    public void Dispose()
    {
        // What is still queued holds references to the objects and their connection.
        while (Glib.MainContextIteration(_context, 0) != 0) { }
        Glib.MainContextPop(_context);
        Glib.MainContextUnref(_context);
    }
}

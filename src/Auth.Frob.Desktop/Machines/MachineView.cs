namespace Auth.Frob.Desktop.Machines;

/// <summary>What the detection sees of a machine: environment, files, streams.</summary>
internal abstract class MachineView
{
    public abstract MachineSystem System { get; }

    /// <summary>Whether standard error is a terminal.</summary>
    public abstract bool HasTerminal { get; }

    /// <summary>What standard input is.</summary>
    public abstract StandardInput Input { get; }

    /// <summary>Whether the process runs in a session with a desktop; asked on Windows and macOS alone.</summary>
    public abstract bool IsInteractive { get; }

    /// <summary>An environment variable; null where it is missing or empty.</summary>
    public abstract string? Variable(string name);

    public abstract bool FileExists(string path);

    public abstract bool IsExecutable(string path);

    /// <summary>A small file's text; empty where it can't be read.</summary>
    public abstract string Text(string path);
}

namespace Auth.Frob.Desktop.Machines;

/// <summary>The machine that the program runs on.</summary>
internal sealed class ThisMachine : MachineView
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public override MachineSystem System =>
        OperatingSystem.IsWindows() ? MachineSystem.Windows : OperatingSystem.IsMacOS() ? MachineSystem.MacOS : MachineSystem.Linux;

    public override bool HasTerminal => !IsRedirected(static () => Console.IsErrorRedirected);

    public override StandardInput Input =>
        !IsRedirected(static () => Console.IsInputRedirected) ? StandardInput.Terminal
        : IsNothing() ? StandardInput.Nothing : StandardInput.Lines;

    public override bool IsInteractive => Environment.UserInteractive;

    public override string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public override bool FileExists(string path) => File.Exists(path);

    public override bool IsExecutable(string path)
    {
        try
        {
            return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public override string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool IsRedirected(Func<bool> ask)
    {
        try
        {
            return ask();
        }
        catch (IOException)
        {
            // The handle is closed.
            return true;
        }
    }

    private static bool IsNothing() =>
        OperatingSystem.IsLinux() ? LinuxInput.IsNothing("/proc/self") : Console.OpenStandardInput() == Stream.Null;
}

using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Tests.Machines;

/// <summary>A machine as a test describes it; nothing of the real one shows through.</summary>
internal sealed class ImaginedMachine : MachineView
{
    public MachineSystem Kind { get; init; } = MachineSystem.Linux;

    public Dictionary<string, string> Variables { get; } = new() { ["PATH"] = "/usr/local/bin:/usr/bin" };

    public HashSet<string> Files { get; } = [];

    public HashSet<string> Programs { get; } = [];

    public Dictionary<string, string> Texts { get; } = [];

    public StandardInput Stdin { get; init; } = StandardInput.Terminal;

    public bool IsAtDesk { get; init; } = true;

    public override MachineSystem System => Kind;

    public override bool HasTerminal => Stdin == StandardInput.Terminal;

    public override StandardInput Input => Stdin;

    public override bool IsInteractive => IsAtDesk;

    public override string? Variable(string name) => Variables.GetValueOrDefault(name);

    public override bool FileExists(string path) => Files.Contains(path);

    public override bool IsExecutable(string path) => Programs.Contains(path);

    public override string Text(string path) => Texts.GetValueOrDefault(path, "");
}

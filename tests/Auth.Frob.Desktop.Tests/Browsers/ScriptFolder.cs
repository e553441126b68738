using System.Runtime.Versioning;

namespace Auth.Frob.Desktop.Tests.Browsers;

/// <summary>A temporary folder of programs, each a script; one that is opened writes down what it was given.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ScriptFolder : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = Directory.CreateTempSubdirectory("frob-openers-").FullName;

    /// <summary>Writes a program that notes its arguments, each with its number, and then does what is asked.</summary>
    public string Add(string name, string then = "exit 0", UnixFileMode mode = Mine)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\nn=0\nfor a in \"$@\"; do n=$((n+1)); printf '%s:%s\\n' \"$n\" \"$a\" >> '{Log(name)}'; done\n{then}\n");
        File.SetUnixFileMode(path, mode);
        return path;
    }

    public IEnumerable<string> ArgumentsOf(string name) => File.Exists(Log(name)) ? File.ReadAllLines(Log(name)) : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Log(string name) => System.IO.Path.Combine(Path, name + ".log");
}

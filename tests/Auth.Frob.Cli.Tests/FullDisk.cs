using System.Text;

namespace Auth.Frob.Cli.Tests;

/// <summary>An output that nothing can be written to.</summary>
internal sealed class FullDisk : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("canary: no space left");
}

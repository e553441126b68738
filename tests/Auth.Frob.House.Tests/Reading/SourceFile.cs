namespace Auth.Frob.House.Tests.Reading;

/// <summary>A file of the repository: its path from the root with forward slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    private CSharpText? _csharp;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public CSharpText CSharp => _csharp ??= new CSharpText(Text);

    /// <summary>Lines as an editor counts them: a final line break opens no further line.</summary>
    public string[] Lines => (Text.EndsWith('\n') ? Text[..^1] : Text).Split('\n');

    /// <summary>Something found at a line, as editors and terminals link it.</summary>
    public string At(int line, string what) => $"{Path}({line}): {what}";

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}

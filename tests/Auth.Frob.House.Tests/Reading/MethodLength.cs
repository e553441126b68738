using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>How many lines the body of a method takes, from its first brace to its last.</summary>
/// <remarks>Debug information finds the methods, the source their braces.</remarks>
internal sealed record MethodLength(MethodBase Method, SourceFile File, int Line, int Lines)
{
    /// <summary>The methods of an assembly that stand in the given files; what a generator wrote does not.</summary>
    public static IReadOnlyList<MethodLength> In(Assembly assembly, IReadOnlyCollection<SourceFile> files)
    {
        using FileStream pdb = System.IO.File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
        MetadataReader reader = provider.GetMetadataReader();
        Dictionary<DocumentHandle, SourceFile> documents = [];
        foreach (DocumentHandle handle in reader.Documents)
        {
            string path = reader.GetString(reader.GetDocument(handle).Name).Replace('\\', '/');
            if (files.FirstOrDefault(file => path.EndsWith("/" + file.Path, StringComparison.Ordinal)) is { } file) documents[handle] = file;
        }

        return
        [
            .. from handle in reader.MethodDebugInformation
               let information = reader.GetMethodDebugInformation(handle)
               where !information.Document.IsNil && documents.ContainsKey(information.Document)
               let method = assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle.ToDefinitionHandle()))!
               let points = information.GetSequencePoints().Where(point => !point.IsHidden).ToArray()
               where points.Length > 0 && !(method is ConstructorInfo && method.IsStatic)
               select Measure(method, documents[information.Document], points),
        ];
    }

    public override string ToString() => File.At(Line, $"{Method.DeclaringType!.FullName}.{Method.Name} takes {Lines} lines");

    // A constructor carries the initialisers of fields, which stand elsewhere in the file: there the lines are counted, not the span.
    private static MethodLength Measure(MethodBase method, SourceFile file, SequencePoint[] points)
    {
        SequencePoint first = points.MinBy(point => (point.StartLine, point.StartColumn));
        int[] lines = [.. points.SelectMany(point => Enumerable.Range(point.StartLine, point.EndLine - point.StartLine + 1)).Distinct()];
        if (method is ConstructorInfo) return new(method, file, first.StartLine, lines.Length);

        int line = OpeningBrace(file, first);
        if (line == 0) return new(method, file, first.StartLine, lines.Max() - first.StartLine + 1);

        int open = file.CSharp.Code.IndexOf('{', file.CSharp.StartOf(line));
        return new(method, file, line, file.CSharp.LineOf(file.CSharp.Closing(open)) - line + 1);
    }

    // An optimised build tells statements alone: the brace is above the first of them. Zero: the body is an expression.
    private static int OpeningBrace(SourceFile file, SequencePoint first)
    {
        string[] code = file.CSharp.CodeByLine;
        string own = code[first.StartLine - 1];
        if (own.Length - own.TrimStart().Length != first.StartColumn - 1) return 0;

        int brace = own.TrimStart().StartsWith('{') ? first.StartLine : 0;
        for (int line = first.StartLine - 1; line > 0 && code[line - 1].Trim() is ("" or "{" or "try"); line--)
            if (code[line - 1].Trim() == "{") brace = line;
        return brace;
    }
}

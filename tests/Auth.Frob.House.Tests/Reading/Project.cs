using System.Reflection;
using System.Xml.Linq;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>A project that ships: what its file says and the assembly that was built from it.</summary>
internal sealed record Project(string Path, XDocument Xml)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsProvider => Path.StartsWith("providers/", StringComparison.Ordinal) && !IsSimulator;

    public bool IsSimulator => Path.StartsWith("providers/", StringComparison.Ordinal) && Name.EndsWith(".Simulator", StringComparison.Ordinal);

    public string AssemblyName =>
        Xml.Descendants("AssemblyName").FirstOrDefault()?.Value ?? (Path.StartsWith("providers/", StringComparison.Ordinal) ? "Auth.Frob." + Name : Name);

    public Assembly Assembly => Assembly.Load(AssemblyName);

    public IReadOnlyList<string> ProjectReferences => ReferencesIn(Xml);

    public IReadOnlyList<string> AllReferences =>
        [.. Xml.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference" or "Reference")
            .Select(element => $"{element.Name.LocalName} {element.Attribute("Include")?.Value}")];

    /// <summary>The names of the projects that are referenced; "*" for a pattern.</summary>
    public static IReadOnlyList<string> ReferencesIn(XContainer xml) =>
        [.. xml.Descendants("ProjectReference").Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'))
            .Select(path => System.IO.Path.GetFileNameWithoutExtension(path))];

    public override string ToString() => Path;
}

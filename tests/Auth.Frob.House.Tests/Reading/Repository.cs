using System.Xml.Linq;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>The working tree as it is on disk, without what the build makes.</summary>
internal static class Repository
{
    private static readonly string[] Made = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "TestResults", "BenchmarkDotNet.Artifacts"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(Root).OrderBy(file => file.Path, StringComparer.Ordinal)];

    public static IReadOnlyList<SourceFile> CSharp { get; } = [.. Files.Where(file => file.IsCSharp)];

    /// <summary>What is packed: src/ and providers/, without the providers' own tests.</summary>
    public static IReadOnlyList<SourceFile> ShippedCSharp { get; } =
        [.. CSharp.Where(file => (file.IsUnder("src") || file.IsUnder("providers")) && !IsTest(file))];

    public static IReadOnlyList<SourceFile> TestCSharp { get; } = [.. CSharp.Where(IsTest)];

    /// <summary>The folders under providers/, without those that begin with an underscore.</summary>
    public static IReadOnlyList<string> Providers { get; } =
        [.. Folders("providers").Where(name => !name.StartsWith('_')).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Project> ShippedProjects { get; } =
        [.. Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal) && (file.IsUnder("src") || file.IsUnder("providers")))
            .Where(file => !file.Path.StartsWith("providers/_", StringComparison.Ordinal))
            .Select(file => new Project(file.Path, XDocument.Parse(file.Text)))];

    public static Project Core => ShippedProjects.Single(project => project.Name == "Auth.Frob");

    public static bool IsTest(SourceFile file) =>
        file.IsUnder("tests") || (file.IsUnder("providers") && file.Path.Contains("/tests/", StringComparison.Ordinal));

    private static IEnumerable<string> Folders(string under) =>
        Directory.EnumerateDirectories(Path.Combine(Root, under)).Select(folder => Path.GetFileName(folder));

    private static IEnumerable<SourceFile> Walk(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !Made.Contains(Path.GetFileName(path))))
        {
            string text = File.ReadAllText(path);
            if (!text.Contains('\0')) yield return new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), text.ReplaceLineEndings("\n"));
        }

        foreach (string inner in Directory.EnumerateDirectories(folder).Where(path => !Made.Contains(Path.GetFileName(path))))
            foreach (SourceFile file in Walk(inner)) yield return file;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Auth.Frob.sln"))) return at.FullName;
        throw new InvalidOperationException("No Auth.Frob.sln above the tests: run them from a build inside the repository.");
    }
}

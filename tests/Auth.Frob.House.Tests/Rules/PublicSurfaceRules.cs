using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What a package shows to others changes only where somebody saw it: the approved surface is a text file, reviewed in the diff.</summary>
public sealed class PublicSurfaceRules
{
    private const string Folder = "tests/Auth.Frob.House.Tests/PublicSurface";
    private const string Approve = "FROB_APPROVE=1 dotnet test -c Release tests/Auth.Frob.House.Tests --filter PublicSurfaceRules";

    [Fact]
    public void Public_surface_is_the_approved_one()
    {
        if (Environment.GetEnvironmentVariable("FROB_APPROVE") == "1") Write();
        Packages.SelectMany(Changed).Concat(Orphans()).ShouldBeNone($"look at each line; if it is meant, run: {Approve}");
    }

    [Fact]
    public void Every_package_is_seen() =>
        Packages.Select(package => package.AssemblyName).Should().Contain(["Auth.Frob", "Auth.Frob.Extensions", "Auth.Frob.Testing"])
            .And.HaveCountGreaterThanOrEqualTo(3 + Repository.Providers.Count);

    [Fact]
    public void A_member_is_written_as_a_reader_would()
    {
        PublicSurface.Of([typeof(Fixtures.SeenEventArgs<>), typeof(Fixtures.SeenKind), typeof(Fixtures.SeenBy)]).Should().Equal(
            "delegate Auth.Frob.House.Tests.Fixtures.SeenBy",
            "    Task<string?> Invoke(string who, CancellationToken cancellationToken = default)",
            "abstract class Auth.Frob.House.Tests.Fixtures.SeenEventArgs<T> : EventArgs where T : class, new()",
            "    abstract List<string?> All(SeenKind kind = SeenKind.Some, params string[] names)",
            "    const string Word = \"a \\\\ b\"",
            "    protected new(T? inner)",
            "    required string? Name { get; init; }",
            "    static bool TryFind<TKey>(TKey key, out string? found) where TKey : struct",
            "    string this[int index] { get; protected set; }",
            "enum Auth.Frob.House.Tests.Fixtures.SeenKind : int",
            "    None = 0",
            "    Some = 4");
    }

    [Fact]
    public void A_line_that_came_and_one_that_went_are_told_with_their_type() =>
        PublicSurface.Difference(["class A", "    int X", "    int Y", "class B", "    int X"], ["class A", "    int X", "class B", "    int X", "    long Y"])
            .Should().Equal("- class A: int Y", "+ class B: long Y");

    private static IEnumerable<Project> Packages =>
        Repository.ShippedProjects.Where(project => !project.Xml.Descendants("OutputType").Any(type => type.Value == "Exe"));

    private static string FileOf(Project package) => $"{Folder}/{package.AssemblyName}.txt";

    private static IEnumerable<string> Changed(Project package)
    {
        string path = OnDisk(FileOf(package));
        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        return PublicSurface.Difference(approved, PublicSurface.Of(package.Assembly)).Select(line => $"{FileOf(package)}: {line}");
    }

    private static IEnumerable<string> Orphans() =>
        from file in Repository.Files
        where file.IsUnder(Folder) && Packages.All(package => FileOf(package) != file.Path)
        select $"{file.Path}: no such package";

    private static void Write()
    {
        Directory.CreateDirectory(OnDisk(Folder));
        foreach (Project package in Packages)
            File.WriteAllText(OnDisk(FileOf(package)), string.Join('\n', PublicSurface.Of(package.Assembly)) + "\n");
    }

    private static string OnDisk(string path) => Path.Combine(Repository.Root, path);
}

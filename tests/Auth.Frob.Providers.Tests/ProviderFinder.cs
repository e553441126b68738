using System.Reflection;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Providers.Tests;

/// <summary>Every provider beside these tests, and its transcripts: found, never named.</summary>
public static class ProviderFinder
{
    private static readonly Lazy<Dictionary<string, FrobProvider>> Found = new(Find);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Conformance");

    public static TheoryData<string> Ids => [.. Found.Value.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Paths];

    public static IEnumerable<string> Paths =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    public static FrobProvider Provider(string id) => Found.Value[id];

    public static FrobProvider? TryFind(string id) => Found.Value.GetValueOrDefault(id);

    public static Task<Transcript> TranscriptAsync(string file) => Transcript.LoadAsync(Path.Combine(Folder, file));

    private static Dictionary<string, FrobProvider> Find() => Directory.EnumerateFiles(AppContext.BaseDirectory, "Auth.Frob.*.dll")
        .Select(path => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(path))))
        .SelectMany(assembly => assembly.GetExportedTypes())
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(FrobProvider))
        .Select(property => (FrobProvider)property.GetValue(null)!)
        .ToDictionary(provider => provider.Id, StringComparer.Ordinal);
}

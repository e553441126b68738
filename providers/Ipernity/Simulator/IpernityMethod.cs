namespace Auth.Frob.Ipernity.Simulator;

/// <summary>A method of the API, with what it asks of a call.</summary>
internal sealed record IpernityMethod(string Name)
{
    private static readonly Dictionary<string, IpernityMethod> All = new IpernityMethod[]
    {
        new("auth.getFrob") { IsSigned = true },
        new("auth.getToken") { IsSigned = true },
        new("auth.checkToken") { IsSigned = true, NeedsToken = true },
        new("user.get") { IsSigned = true },
        new("album.getList") { IsSigned = true, NeedsToken = true },
        new("doc.get"),
        new("doc.getList") { IsSigned = true, NeedsToken = true, Area = "doc", Level = "read" },
        new("doc.set") { IsSigned = true, NeedsToken = true, NeedsPost = true, Area = "doc", Level = "write" },
        new("doc.tags.add") { IsSigned = true, NeedsToken = true, NeedsPost = true, Area = "doc", Level = "write" },
        new("doc.delete") { IsSigned = true, NeedsToken = true, NeedsPost = true, Area = "doc", Level = "delete" },
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public bool IsSigned { get; init; }

    public bool NeedsToken { get; init; }

    public bool NeedsPost { get; init; }

    public string? Area { get; init; }

    public string Level { get; init; } = "none";

    public static IpernityMethod? Find(string name) => All.GetValueOrDefault(name);
}

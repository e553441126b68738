namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>Which files may be loaded.</summary>
public sealed class AllowListTests : IDisposable
{
    private const string LastFm = "LastFm/Auth.Frob.LastFm.dll";
    private const string Fixture = "Conflicting/Frob.Fixture.Conflicting.dll";
    private const string Library = "Conflicting/Polly.Core.dll";
    private const string Limiter = "Conflicting/System.Threading.RateLimiting.dll";

    private readonly PluginBench _bench = new PluginBench().With("LastFm", "Conflicting", "Faulty");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_is_listed_is_loaded_and_nothing_else_is_looked_at() =>
        _bench.Faults(r => r.Allow(LastFm, Hash(LastFm).ToUpperInvariant()).Allow(Fixture, Hash(Fixture)).AllowDependency(Library, Hash(Library)).AllowDependency(Limiter, Hash(Limiter)))
            .Should().BeEmpty();

    [Fact]
    public void Without_a_rule_nothing_is_loaded_and_both_ways_at_once_are_refused()
    {
        _bench.Faults(static _ => { }).Should().ContainSingle().Which.Message.Should().Contain("rules.Allow(").And.Contain("rules.AllowAny()");
        _bench.Faults(r => r.AllowAny().Allow(LastFm, Hash(LastFm))).Should().ContainSingle().Which.Message.Should().Contain("write one of the two");
    }

    [Fact]
    public void Another_file_than_the_one_listed_is_refused_with_its_hash()
    {
        var fault = _bench.Faults(r => r.Allow(LastFm, new string('0', 64))).Should().ContainSingle().Which;
        fault.Property.Should().Be(LastFm);
        fault.Message.Should().Contain("is another file than the one listed").And.Contain(Hash(LastFm));
    }

    [Fact]
    public void A_listed_file_that_is_not_there_is_refused() =>
        _bench.Faults(r => r.Allow("Gone/Gone.dll", new string('0', 64))).Should().ContainSingle()
            .Which.ToString().Should().StartWith("Gone/Gone.dll: is not there: put the file into the directory, or take it off the list");

    [Fact]
    public void A_hash_that_is_none_is_refused() =>
        _bench.Faults(r => r.Allow(LastFm, "abc")).Should().ContainSingle().Which.Message.Should().Contain("64 hexadecimal digits");

    [Fact]
    public void A_library_that_nobody_listed_or_that_was_changed_is_refused()
    {
        var unlisted = _bench.Faults(r => r.Allow(Fixture, Hash(Fixture)).AllowDependency(Limiter, Hash(Limiter))).Should().ContainSingle().Which;
        unlisted.Message.Should().Contain($"but {Library} is not on the list: add rules.AllowDependency(\"{Library}\", \"{Hash(Library)}\")");
        var changed = _bench.Faults(r => r.Allow(Fixture, Hash(Fixture)).AllowDependency(Library, new string('f', 64)));
        changed.Should().Contain(f => f.Property.StartsWith(Fixture) && f.Message.Contains("is another file than the one listed"));
    }

    [Fact]
    public void Paths_and_links_that_leave_the_directory_are_refused()
    {
        using var other = new PluginBench().With("Ipernity");
        var target = other.PathOf("Ipernity/Auth.Frob.Ipernity.dll");
        File.CreateSymbolicLink(_bench.PathOf("LastFm/linked.dll"), target);
        Directory.CreateSymbolicLink(_bench.PathOf("Linked"), other.PathOf("Ipernity"));
        var files = new[] { "LastFm/linked.dll", "Linked/Auth.Frob.Ipernity.dll", Path.GetRelativePath(_bench.Root, target), target };
        foreach (var file in files)
        {
            _bench.Faults(r => r.Allow(file, PluginBench.Hash(target))).Should().ContainSingle(file)
                .Which.Message.Should().Contain("lies outside the directory of plugins");
        }
        _bench.Faults(static r => r.AllowAny()).Count(static f => f.Message.Contains("lies outside")).Should().Be(2);
    }

    [Fact]
    public void A_link_that_leads_in_a_circle_is_refused_as_a_file_that_is_not_there()
    {
        File.CreateSymbolicLink(_bench.PathOf("LastFm/circle.dll"), _bench.PathOf("LastFm/circle.dll"));
        _bench.Faults(static r => r.AllowAny()).Should().Contain(static f => f.ToString().Contains("circle.dll") && f.Message.Contains("is not there"));
    }

    [Fact]
    public void A_link_within_the_directory_and_a_linked_directory_are_followed()
    {
        Directory.Delete(_bench.PathOf("Faulty"), true);
        var link = _bench.Root + "-link";
        Directory.CreateSymbolicLink(link, _bench.Root);
        try
        {
            using var linked = new PluginBench();
            File.CreateSymbolicLink(_bench.PathOf("LastFm/current.dll"), _bench.PathOf(LastFm));
            PluginBench.Faults(link, r => r.Allow("LastFm/current.dll", Hash(LastFm))).Should().BeEmpty();
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    private string Hash(string file) => PluginBench.Hash(_bench.PathOf(file));
}

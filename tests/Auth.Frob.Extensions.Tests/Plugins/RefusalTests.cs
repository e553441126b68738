using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Extensions.Tests.Registration;
using Auth.Frob.LastFm;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>What a host says to plugins that it does not take: which file, which version, what to do.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string LastFm = "LastFm/Auth.Frob.LastFm.dll";
    private const string Fixture = "Conflicting/Frob.Fixture.Conflicting.dll";

    private readonly PluginBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Both_shipped_providers_and_one_with_a_library_of_its_own_are_taken() =>
        _bench.With("LastFm", "Ipernity", "Conflicting").Faults().Should().BeEmpty();

    [Theory]
    [InlineData("text", "is no .NET assembly")]
    [InlineData("half", "is no .NET assembly, or is cut")]
    [InlineData("most", "is no .NET assembly, or is cut")]
    [InlineData("empty", "is no .NET assembly")]
    public void A_file_that_is_no_assembly_is_refused(string kind, string said)
    {
        var file = _bench.With("LastFm").PathOf(LastFm);
        var whole = File.ReadAllBytes(file);
        File.WriteAllBytes(file, kind switch
        {
            "text" => "using System;"u8.ToArray(),
            "half" => whole[..(whole.Length / 2)],
            "most" => whole[..^512],
            _ => [],
        });
        _bench.Faults().ShouldSayOnly(LastFm, said);
        _bench.Faults(r => r.Allow(LastFm, PluginBench.Hash(file))).ShouldSayOnly(LastFm, "is no .NET assembly");
    }

    [Fact]
    public void A_native_library_is_no_plugin_but_may_lie_beside_one()
    {
        var native = Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*System.Native*").First();
        File.Copy(native, _bench.With("LastFm").PathOf("LastFm/native.dll"));
        _bench.Faults().Should().BeEmpty();
        _bench.Faults(r => r.Allow("LastFm/native.dll", PluginBench.Hash(native))).ShouldSayOnly("LastFm/native.dll", "is no .NET assembly");
    }

    [Fact]
    public void An_assembly_without_a_manifest_is_no_plugin()
    {
        const string Library = "Conflicting/Polly.Core.dll";
        var hash = PluginBench.Hash(_bench.With("Conflicting").PathOf(Library));
        _bench.Faults(r => r.Allow(Library, hash)).ShouldSayOnly(Library + " 8.0.0.0", "has no manifest");
    }

    [Fact]
    public void A_directory_without_a_plugin_or_that_is_not_there_is_refused()
    {
        _bench.Faults().ShouldSayOnly("AddProvidersFrom", "there is no plugin in the directory");
        using var gone = new PluginBench();
        Directory.Delete(gone.Root);
        gone.Faults().ShouldSayOnly("AddProvidersFrom", $"the directory '{gone.Root}' is not there");
        Directory.CreateDirectory(gone.Root);
    }

    [Theory]
    [InlineData("9.1", "needs Auth.Frob 9.1, which is newer than the host's 0.1.0.0: update the host")]
    [InlineData("0.2", "needs Auth.Frob 0.2, which is newer")]
    [InlineData("0.0", "was made for Auth.Frob 0.0, which the host's 0.1.0.0 does not fit")]
    [InlineData("x.y", "its manifest's core version must be like 0.1")]
    public void A_manifest_for_another_core_is_refused(string core, string said)
    {
        PatchedAssembly.Replace(_bench.With("LastFm").PathOf(LastFm), "lastfm\u00030.1", $"lastfm\u0003{core}");
        _bench.Faults().ShouldSayOnly(LastFm + " 0.1.0.0", said);
    }

    [Theory]
    [InlineData("0.1", "1.0", false)]
    [InlineData("1.0", "1.2", true)]
    [InlineData("1.3", "1.2", false)]
    [InlineData("2.0", "1.2", false)]
    [InlineData("0.1", "0.2", false)]
    [InlineData("0.1.0", "0.1.0.0", true)]
    [InlineData("0.1.1", "0.1.0.0", false)]
    public void The_same_major_fits_and_before_it_the_same_minor_and_nothing_newer(string needed, string here, bool fits) =>
        (HostAssemblies.CoreFault(Version.Parse(needed), Version.Parse(here)) is null).Should().Be(fits);

    [Fact]
    public void A_reference_to_a_newer_core_is_refused_whatever_the_manifest_says()
    {
        PatchedAssembly.Reference(_bench.With("LastFm").PathOf(LastFm), "Auth.Frob", new Version(0, 1, 7, 0));
        _bench.Faults().ShouldSayOnly(LastFm + " 0.1.0.0", "needs Auth.Frob 0.1.7.0, which is newer than the host's 0.1.0.0");
    }

    [Fact]
    public void A_newer_runtime_is_named()
    {
        PatchedAssembly.Reference(_bench.With("LastFm").PathOf(LastFm), "System.Runtime", new Version(99, 0, 0, 0));
        _bench.Faults().ShouldSayOnly(LastFm + " 0.1.0.0", "needs .NET 99.0, the host runs on 10.0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_missing_library_is_named_though_the_host_has_one_of_that_name(bool withList)
    {
        File.Delete(_bench.With("Conflicting").PathOf("Conflicting/Polly.Core.dll"));
        if (!withList)
            File.Delete(_bench.PathOf("Conflicting/Frob.Fixture.Conflicting.deps.json"));
        _bench.Faults().ShouldSayOnly(Fixture + " 0.1.0.0", "needs Polly.Core 8.0.0.0, which is not beside it");
    }

    [Fact]
    public void A_library_that_is_too_old_or_broken_is_named()
    {
        PatchedAssembly.Reference(_bench.With("Conflicting").PathOf(Fixture), "Polly.Core", new Version(9, 0, 0, 0));
        _bench.Faults().ShouldSayOnly(Fixture + " 0.1.0.0", "needs Polly.Core 9.0.0.0, but Conflicting/Polly.Core.dll is 8.0.0.0");
        File.WriteAllText(_bench.PathOf("Conflicting/Polly.Core.dll"), "gone");
        _bench.Faults().Should().Contain(f => f.Property.StartsWith(Fixture) && f.Message.Contains("is no .NET assembly or is cut"));
    }

    [Fact]
    public void Recipes_that_fail_are_named_all_at_once()
    {
        const string Faulty = "Faulty/Frob.Fixture.Faulty.dll 0.1.0.0";
        var faults = _bench.With("Faulty").Faults();
        faults.Should().OnlyContain(f => f.Property == Faulty);
        faults.Select(static f => f.Message).Should().SatisfyRespectively(
            m => m.Should().StartWith("FaultyRecipes.Absent is null"),
            m => m.Should().StartWith("ThrowingRecipe.Provider can't be read: NotSupportedException: no such thing on this machine"),
            m => m.Should().StartWith("its recipe 'without-flows' fails FlowCheck: there is no flow"),
            m => m.Should().StartWith("its recipe 'without-flows' fails FlowCheck: there is no flow"),
            m => m.Should().StartWith("has a recipe 'without-flows' as Faulty/Frob.Fixture.Faulty.dll has"));
    }

    [Fact]
    public void Two_plugins_of_one_name_are_refused_and_so_are_two_recipes_of_one_id()
    {
        _bench.With("LastFm").Copy("LastFm", "Second");
        _bench.Faults().ShouldSayOnly("Second/Auth.Frob.LastFm.dll 0.1.0.0", "is called 'lastfm' as LastFm/Auth.Frob.LastFm.dll 0.1.0.0 is");
        PatchedAssembly.Replace(_bench.PathOf("Second/Auth.Frob.LastFm.dll"), "lastfm\u00030.1", "lastfn\u00030.1");
        _bench.Faults().Select(static f => f.Message).Should().HaveCount(3).And.OnlyContain(m => m.Contains("as LastFm/Auth.Frob.LastFm.dll has"));
    }

    [Fact]
    public void A_recipe_that_the_host_was_compiled_with_too_is_a_fault_at_start()
    {
        _bench.With("LastFm");
        new ServiceCollection().AddFrob(frob => frob.AddProvidersFrom(_bench.Root, static r => r.AllowAny()).AddLastFm(PluginBench.Fill)).FaultsOf()
            .ShouldSayOnly("LastFm/Auth.Frob.LastFm.dll 0.1.0.0", "has a recipe 'lastfm' as the host itself has: take the plugin out");
    }

    [Fact]
    public void One_bad_plugin_hides_no_fault_of_another_and_nothing_stays_loaded()
    {
        _bench.With("Ipernity", "Faulty", "Conflicting");
        File.Delete(_bench.PathOf("Conflicting/Polly.Core.dll"));
        File.WriteAllText(_bench.PathOf("note.dll"), "a note");
        var faults = _bench.Faults();
        faults.Select(static f => f.Property.Split('/', ' ')[0]).Distinct().Should().BeEquivalentTo("note.dll", "Conflicting", "Faulty");
        for (var i = 0; i < 20 && Faulty() > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Faulty().Should().Be(0);

        static int Faulty() => AssemblyLoadContext.All.Count(static c => c.Name == "faulty" && c.Assemblies.Any());
    }
}

using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Recipes;

/// <summary>One recipe per fault, each a small change of one that has none.</summary>
public sealed class FlowCheckTests
{
    private static readonly Slot Nobody = new("nobody");

    private static readonly (string Fault, FrobProvider Provider)[] Recipes =
    [
        ("read before anything fills it", Exchange(With(Tiny.GetToken, new Parameter("n", Nobody)))),
        ("read before anything fills it", Exchange(With(Tiny.GetToken, new Parameter("n", "x {nobody}")))),
        ("read before anything fills it", Exchange(With(Tiny.GetToken, new Parameter("n", Nobody).When(Tiny.Format, "json")))),
        ("read before anything fills it", Exchange(Tiny.GetToken with { Endpoint = "{+api}{nobody}" })),
        ("read before anything fills it", Exchange(Tiny.GetToken with { SecondSecret = Slot.FrobSecret })),
        ("read before anything fills it", Exchange(Tiny.GetToken with { Headers = [new("X-N", Nobody)] })),
        ("read before anything fills it", Exchange(Tiny.GetToken with { Query = [new("n", Nobody)] })),
        ("read before anything fills it", Flow(Tiny.Desktop with { Consent = new ConsentLink("{+nobody}") })),
        ("read before anything fills it", Flow(Tiny.Desktop with { Consent = Tiny.Desktop.Consent with { Query = [new("n", Nobody)] } })),
        ("read before anything fills it", Flow(Tiny.Direct with { Derives = [new Derived(new("d"), static _ => "", Nobody)] })),
        ("read before anything fills it", Flow(Tiny.Desktop with { Prepare = [Tiny.GetFrob with { Reads = [new ReplyField(Slot.Frob, "frob").Optional()] }] })),
        ("read before anything fills it", Tiny.Provider with { Settings = [new(Tiny.Api, SettingKind.Address, null), .. Tiny.Provider.Settings[1..]] }),
        ("the use of a grant: the slot 'nobody'", Tiny.Provider with { Use = new GrantUse { Parameters = [new("n", Nobody)] } }),
        ("the use of a grant: the slot 'nobody'", Tiny.Provider with { Use = new GrantUse { Headers = [new("n", "Bearer {+nobody}")] } }),
        ("the use of a grant: the slot 'tokenSecret'", Tiny.Provider with { Use = new GrantUse { SecondSecret = Slot.TokenSecret } }),
        ("check: the slot 'nobody'", Tiny.Provider with { Verify = With(Tiny.Provider.Verify!, new Parameter("n", Nobody)) }),
        ("no token is there at the end", Exchange(Tiny.GetToken with { Reads = [] })),
        ("no token is there at the end", Exchange(Tiny.GetToken with { Reads = [new ReplyField(Slot.Token, "key").Optional()] })),
        ("no token is there at the end", Flow(Tiny.Direct with { Exchange = [] })),
        ("the address is not https", Exchange(Tiny.GetToken with { Endpoint = "http://api.example/" })),
        ("the address is not https", Exchange(Tiny.GetToken with { Endpoint = "auth/token" })),
        ("the address is not https", Exchange(Tiny.GetToken with { Endpoint = " http://api.example/" })),
        ("the address is not https", Exchange(Tiny.GetToken with { Endpoint = " https://api.example/" })),
        ("the address is not https", Exchange(Tiny.GetToken with { Endpoint = "ftp://api.example/" })),
        ("the consent address can't be signed in a header", Flow(Tiny.Desktop with { Signer = new OAuth1Signer() })),
        ("polled and ends with a redirect or a typed code", Flow(Tiny.Pin with { PollEvery = TimeSpan.FromSeconds(5) })),
        ("'refreshToken' is secret in one place and open in another", Exchange(Tiny.GetToken with { Reads = [.. Tiny.GetToken.Reads, new(new Slot("refreshToken"), "session.more")] })),
        ("the consent address: the address is not https", Flow(Tiny.Desktop with { Consent = new ConsentLink("HTTP://www.example/") })),
        ("the setting 'api' must be an absolute https", Api("http://api.example/")),
        ("the setting 'api' must be an absolute https", Api("api")),
        ("the setting 'api' must be an absolute https", Api("https://user:pass@api.example/")),
        ("the setting 'api' must be an absolute https", Api("ftp://127.0.0.1/")),
        ("the revoke page must be an absolute https", Tiny.Provider with { RevokePage = new Uri("http://www.example/") }),
        ("the default of the setting 'format' is none", Tiny.Provider with { Settings = [.. Tiny.Provider.Settings[..2], new(Tiny.Format, SettingKind.Choice, "yaml", "json")] }),
        ("'frob' is secret in one place and open in another", Exchange(With(Tiny.GetToken, new Parameter("again", new Slot("frob"))))),
        ("getToken: the call is signed and there is no signer", Tiny.Provider with { Signer = null }),
        ("the consent address is signed and there is no signer", Tiny.Provider with { Signer = null }),
        ("later calls are signed and there is no signer", Tiny.Provider with { Signer = null }),
        ("getToken: a GET has a body", Exchange(Tiny.GetToken with { Method = HttpMethod.Get })),
        ("(PendingOrInvalid)", Tiny.Provider with { Errors = new ErrorMap { Rows = [Tiny.Row("2", FrobErrorKind.PendingOrInvalid)] } }),
        ("(PendingOrInvalid)", Exchange(Tiny.GetToken with { Errors = new ErrorMap { Rows = [Tiny.Row("2", FrobErrorKind.PendingOrInvalid)] } })),
        ("polls without a pause", Flow(Tiny.Desktop with { PollEvery = TimeSpan.Zero })),
        ("polled and ends with a redirect", Flow(Tiny.Bound with { PollEvery = TimeSpan.FromSeconds(5) })),
        ("does not say what binds", Flow(Tiny.Desktop with { Binding = Binding.Unstated })),
        ("has none before consent", Flow(Tiny.Web with { Binding = Binding.Frob })),
        ("a state binds, and sends none", Flow(Tiny.Bound with { Binding = Binding.State })),
        ("a state binds, and sends none", Flow(Tiny.Desktop with { Binding = Binding.State })),
        ("the browser binds, and has no redirect", Flow(Tiny.Desktop with { Binding = Binding.BrowserOnly })),
        ("carries permissions and there is no rule", Tiny.Provider with { Permissions = null }),
        ("the id must be", Tiny.Provider with { Id = "Tiny" }),
        ("the id must be", Tiny.Provider with { Id = "" }),
        ("there is no flow", Tiny.Provider with { Flows = [] }),
        ("two flows are called 'desktop'", Tiny.Provider with { Flows = [Tiny.Desktop, Tiny.Desktop] }),
        ("the error code '1' has two rows", Tiny.Provider with { Errors = new ErrorMap { Rows = [Tiny.Row("1", FrobErrorKind.Denied), Tiny.Row("1", FrobErrorKind.Expired)] } }),
        ("names no source", Tiny.Provider with { Errors = new ErrorMap { Rows = [new("1", FrobErrorKind.Denied, "m", "")] } }),
    ];

    public static TheoryData<int, string> Faulty
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < Recipes.Length; i++)
                data.Add(i, Recipes[i].Fault);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_found(int index, string fault)
    {
        var provider = Recipes[index].Provider;
        FlowCheck.Check(provider).Should().Contain(found => found.Contains(fault));
        var building = () => new Bench(provider);
        building.Should().Throw<FrobUsageException>().Which.Faults.Should().Contain(static found => found.Property == "recipe");
    }

    [Fact]
    public void A_recipe_without_faults_has_none()
    {
        FlowCheck.Check(Tiny.Provider).Should().BeEmpty();
        FlowCheck.Check(Tiny.Provider with { RevokePage = new Uri("http://127.0.0.1:1/") }).Should().BeEmpty();
        FlowCheck.Check(Exchange(With(Tiny.GetToken, new Parameter("n", Nobody).Optional()))).Should().BeEmpty();
        FlowCheck.Check(Tiny.Provider with { Signer = null, Flows = [Tiny.Desktop with { Signer = Tiny.Signer }], Verify = null }).Should().BeEmpty();
    }

    [Fact]
    public void Faults_name_their_flow_and_all_are_told()
    {
        var faults = FlowCheck.Check(Tiny.Provider with { Id = "A B", Signer = null });
        faults.Should().Contain(static f => f.StartsWith("flow 'desktop':", StringComparison.Ordinal))
            .And.Contain(static f => f.StartsWith("flow 'direct':", StringComparison.Ordinal)).And.Contain(static f => f.StartsWith("the id", StringComparison.Ordinal));
    }

    private static FrobProvider Flow(FrobFlow flow) => Tiny.Provider with { Flows = [flow] };

    private static FrobProvider Exchange(ApiCall call) => Flow(Tiny.Desktop with { Exchange = [call] });

    private static FrobProvider Api(string address) =>
        Tiny.Provider with { Settings = [new(Tiny.Api, SettingKind.Address, address), .. Tiny.Provider.Settings[1..]] };

    private static ApiCall With(ApiCall call, Parameter parameter) => call with { Body = [.. call.Body!, parameter] };
}

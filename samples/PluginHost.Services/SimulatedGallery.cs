using Auth.Frob.Testing.Simulation;

namespace PluginHost.Services;

/// <summary>The made-up service of the sample: whoever opens its consent page allows, as alice.</summary>
internal sealed class SimulatedGallery : SimulatedService
{
    private readonly SimulatedApp _app;

    public SimulatedGallery(SimulatedApp app) : base(TimeProvider.System) => _app = app;

    public static bool Owns(string path) => path.StartsWith("/gallery/", StringComparison.Ordinal);

    protected override string NameOf(SimulatedRequest request) => Parameters(request)["method"] ?? "consent";

    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        var sent = Parameters(request);
        var signed = sent.All.Where(static p => p.Key != "api_sig");
        if (sent["api_key"] != _app.Key || sent["api_sig"] != ConcatSignature.Compute(signed, _app.Secret, ""))
            return Refuse(request, 1);
        return NameOf(request) switch
        {
            "getFrob" => Json($$"""{"frob":"{{Frobs.Issue(RandomTicket.Hex(16), _app.Key, TimeSpan.FromMinutes(30)).Frob}}"}"""),
            "consent" when Frobs.TryApprove(sent["frob"], "alice") => SimulatedReply.Html(200, "<p>Allowed. You may close this page.</p>"),
            "getToken" when Frobs.TryTake(sent["frob"]) is { } frob => Json($$"""{"token":"token-of-{{frob.Frob}}","user":"alice"}"""),
            "getPictures" when sent["auth_token"]?.StartsWith("token-of-", StringComparison.Ordinal) == true => Json("""{"pictures":["1.jpg","2.jpg"]}"""),
            _ => Refuse(request, 2),
        };
    }

    protected override SimulatedReply Refuse(SimulatedRequest request, int code) => Json($$"""{"error":{{code}},"message":"refused"}""");

    private static SimulatedParameters Parameters(SimulatedRequest request) => request.Query.MergedWith(request.Form);

    private static SimulatedReply Json(string text) => SimulatedReply.Text(200, "application/json", text);
}

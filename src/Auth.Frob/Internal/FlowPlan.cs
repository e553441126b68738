namespace Auth.Frob.Internal;

/// <summary>One flow of a client, with its calls made ready.</summary>
internal sealed class FlowPlan
{
    public FlowPlan(ClientPlan client, FrobFlow flow)
    {
        Flow = flow;
        Signer = flow.Signer ?? client.Provider.Signer;
        Prepare = [.. flow.Prepare.Select(c => new CallPlan(client, Signer, c))];
        Exchange = [.. flow.Exchange.Select(c => new CallPlan(client, Signer, c))];
        Verify = (flow.Verify ?? client.Provider.Verify) is { } verify ? new CallPlan(client, Signer, verify) : null;
        if ((flow.Use ?? client.Provider.Use) is { } use)
        {
            var call = new ApiCall { Endpoint = "later", Signed = use.Signed, SecondSecret = use.SecondSecret, Body = use.Parameters, Headers = use.Headers };
            Later = new CallPlan(client, Signer, call, StandingPlaces.Later);
        }
        Consent = flow is ConsentFlow consent ? Template.Parse(consent.Consent.Template) : null;
    }

    public FrobFlow Flow { get; }

    public Signer? Signer { get; }

    public ImmutableArray<CallPlan> Prepare { get; }

    public ImmutableArray<CallPlan> Exchange { get; }

    public CallPlan? Verify { get; }

    /// <summary>What calls in the name of a grant add; null where nobody knows how.</summary>
    public CallPlan? Later { get; }

    public Template? Consent { get; }
}

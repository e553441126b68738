namespace Auth.Frob.Internal;

/// <summary>One call made ready: its address, the parameters that its settings leave, the shape of its reply.</summary>
internal sealed class CallPlan
{
    private static readonly ImmutableArray<Slot> OfGrant =
        [Slot.AccountId, Slot.AccountName, Slot.DisplayName, Slot.Permissions, Slot.ExpiresIn];

    private readonly Template _endpoint;
    private readonly Uri? _constant;

    public CallPlan(ClientPlan client, Signer? signer, ApiCall call, StandingPlaces standing = StandingPlaces.Calls)
    {
        Client = client;
        Call = call;
        Signer = call.Signed ? signer : null;
        Name = call.ApiMethod ?? call.Endpoint;
        _endpoint = Template.Parse(call.Endpoint);
        if (_endpoint.SlotNames.All(name => client.App[new Slots.Slot(name)] is not null))
            _constant = Allowed(_endpoint.Expand(client.App, call.ApiMethod));
        var standingPlace = call.Body is null ? WirePlace.Query : WirePlace.Body;
        Sends =
        [
            .. Chosen(call.Query, WirePlace.Query),
            .. Chosen(call.Body ?? ParameterSet.None, WirePlace.Body),
            .. Chosen(call.Headers, WirePlace.Header),
            .. client.Standing.Where(s => s.Places.HasFlag(standing)).Select(s => (new Parameter(s.Name, s.Value), standingPlace)),
        ];
        Fields = [.. call.Reads.Select(f => (f, Places(f.Paths, f.TakesAll)))];
        Extras = [.. call.Reads.Where(static f => !f.TakesAll && !f.Slot.IsSecret && !OfGrant.Contains(f.Slot)).Select(static f => f.Slot)];
        ReadsPermissions = call.Reads.Any(static f => !f.TakesAll && f.Slot.Equals(Slot.Permissions));
        ReadsExpiry = call.Reads.Any(static f => f.Slot.Equals(Slot.ExpiresIn));
        Marks = call.Expects is null ? [] : Places(call.Expects.Paths);
        ErrorPlaces = [.. client.Provider.Errors.Places.Select(p => (Shape.Add(p.Code), Places(p.Messages)))];
    }

    /// <summary>What a grant keeps of this call's reply beside its own members.</summary>
    public ImmutableArray<Slot> Extras { get; }

    public ClientPlan Client { get; }

    public ApiCall Call { get; }

    public Signer? Signer { get; }

    /// <summary>What errors call it; the endpoint's template where the service has no method names, so no value is in it.</summary>
    public string Name { get; }

    public ImmutableArray<(Parameter Parameter, WirePlace Place)> Sends { get; }

    public ReplyShape Shape { get; } = new();

    public ImmutableArray<(ReplyField Field, ImmutableArray<int> Places)> Fields { get; }

    public ImmutableArray<int> Marks { get; }

    public ImmutableArray<(int Code, ImmutableArray<int> Messages)> ErrorPlaces { get; }

    /// <summary>Where the call goes; null where a reply gave an address that is none or not safe.</summary>
    public Uri? Address(FlowState state) => _constant ?? Allowed(_endpoint.Expand(state.Values, Call.ApiMethod));

    /// <summary>Whether the reply says in one text what was granted; area by area it goes another way.</summary>
    public bool ReadsPermissions { get; }

    public bool ReadsExpiry { get; }

    public ErrorRow? FindError(string code) => Call.Errors?.Find(code) ?? Client.Provider.Errors.Find(code);

    private IEnumerable<(Parameter Parameter, WirePlace Place)> Chosen(ParameterSet set, WirePlace place) =>
        set.Where(p => p.Condition is not { } c || string.Equals(Client.App[c.Setting], c.Value, StringComparison.Ordinal)).Select(p => (p, place));

    private ImmutableArray<int> Places(ImmutableArray<string> paths, bool takesAll = false) =>
        [.. paths.Select(p => Shape.Add(p, takesAll))];

    private static Uri? Allowed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && AddressRule.Allows(uri) ? uri : null;
}

namespace Auth.Frob.Internal;

/// <summary>Runs every recipe in three phases: prepare and ask, take the answer, exchange. Knows no provider.</summary>
internal sealed class Engine(ClientPlan plan, Host host)
{
    private readonly CallSender _sender = new(host, plan.Instance);

    public ClientPlan Plan { get; } = plan;

    /// <summary>Phase 1: the calls before consent, and the address to send the user to.</summary>
    public async ValueTask<FrobResult<PendingConsent>> BeginAsync(ConsentRequest request, CancellationToken cancellationToken)
    {
        var flow = Plan.Choose<ConsentFlow>(request.Flow);
        var recipe = (ConsentFlow)flow.Flow;
        RequestCheck.Begin(Plan, recipe, request);
        var state = new FlowState(new SlotValues(Plan.App), FrobStep.Begin);
        ConsentAddress.Prepare(Plan, recipe, request, state.Values, host.NextNonce);
        var began = host.Time.GetUtcNow();
        foreach (var call in flow.Prepare)
        {
            if (await _sender.CallAsync(call, state, cancellationToken).ConfigureAwait(false) is { } error)
                return error;
        }
        var lifetime = GrantMaker.Seconds(state.Values[Slot.ExpiresIn]) ?? recipe.FrobLifetime;
        return new PendingConsent
        {
            Instance = Plan.Instance,
            Provider = Plan.Provider.Id,
            Flow = recipe.Name,
            ConsentUri = new ConsentUri(ConsentAddress.Build(Plan, flow, request, state.Values)),
            UserCode = state.Values[Slot.UserCode],
            BeganAt = began,
            ExpiresAt = began + lifetime,
            PollEvery = PollEvery(recipe, request, state.Values),
            KeyPrint = Plan.KeyPrint,
            Slots = state.Values,
        };
    }

    /// <summary>Phases 2 and 3: what the user brought back is held against the question, then the frob is exchanged, once.</summary>
    public ValueTask<FrobResult<Grant>> ExchangeAsync(
        PendingConsent pending, ConsentReturn answer, string step, CancellationToken cancellationToken) =>
        Take(pending, answer, out var flow, out var values) is { } error ? new(error) : GrantAsync(flow!, new FlowState(values!, step), cancellationToken);

    /// <summary>Phase 2 alone: null where the answer belongs to the question.</summary>
    public FrobError? Match(PendingConsent pending, ConsentReturn answer) => Take(pending, answer, out _, out _);

    private FrobError? Take(PendingConsent pending, ConsentReturn answer, out FlowPlan? flow, out SlotValues? values)
    {
        (flow, values) = (Plan.FindFlow(pending.Flow), null);
        if (Foreign(pending) is { } foreign)
            return foreign;
        if (flow is not { Flow: ConsentFlow recipe })
            return NoFlow(pending.Flow);
        values = new SlotValues(Plan.App);
        foreach (ref readonly var entry in pending.Slots.Own)
        {
            // The lifetime so far is the frob's, a token of which nothing is said must not inherit it. Key, secret and settings are
            // the application's: no stored envelope puts others in their place.
            if (!entry.Slot.Equals(Slot.ExpiresIn) && Plan.App[entry.Slot] is null)
                values.Set(entry.Slot, entry.Value);
        }
        RequestCheck.Exchange(Plan, recipe, answer, values);
        if (answer.Address is { } redirect && CallbackMatch.Take(recipe.Callback!, redirect, values) is { } mismatch)
            return mismatch;
        if (answer.Typed is { } code)
            values.Set(recipe.TypedCode!.Value, code.Reveal());
        return null;
    }

    /// <summary>The short way: user name and password, no consent page.</summary>
    public ValueTask<FrobResult<Grant>> SignInAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var flow = Plan.Choose<DirectFlow>(request.Flow);
        RequestCheck.SignIn(Plan, request);
        var values = new SlotValues(Plan.App);
        values.Set(Slot.Username, request.Username);
        values.Set(Slot.Password, request.Password.Reveal());
        return GrantAsync(flow, new FlowState(values, FrobStep.SignIn), cancellationToken);
    }

    /// <summary>Asks whether a grant is still good.</summary>
    public async ValueTask<FrobResult<Grant>> VerifyAsync(Grant grant, CancellationToken cancellationToken)
    {
        if (Find(grant, out var flow) is { } mismatch)
            return mismatch;
        if (flow.Verify is null)
            throw Misuse("Verify", "has no call that proves a grant; ask CanVerify first");
        var state = new FlowState(GrantMaker.Values(grant, Plan.App), FrobStep.Verify);
        return await _sender.CallAsync(flow.Verify, state, cancellationToken).ConfigureAwait(false) is { } error
            ? error
            : GrantMaker.Update(grant, flow.Verify, state, Plan.Provider.Permissions);
    }

    /// <summary>Adds to a later call what the grant's flow adds; what another instance or key made is refused.</summary>
    public FrobError? Sign(Grant grant, SigningDraft draft)
    {
        if (Find(grant, out var flow) is { } mismatch)
            return mismatch;
        var later = flow.Later ?? throw Misuse(nameof(FrobProvider.Use), "does not say how later calls use a grant");
        var values = GrantMaker.Values(grant, Plan.App);
        foreach (var (parameter, place) in later.Sends)
            DraftWriter.Add(draft, parameter, values, place == WirePlace.Header ? place : draft.SignaturePlace);
        later.Signer?.Sign(draft, Plan.Key, later.Call.SecondSecret is { } slot ? values[slot] : null);
        return null;
    }

    /// <summary>What the reply to a later call says went wrong.</summary>
    public FrobError? ErrorOf(Grant grant, SigningDraft draft, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        if (Plan.FindFlow(grant.Flow)?.Later is not { } later)
            return null;
        var state = new FlowState(GrantMaker.Values(grant, Plan.App), FrobStep.Later);
        return new ReplyJudge(later, draft, host.Time).Judge(response, body, false, null, state) is { } error ? error with { Call = draft.ApiMethod } : null;
    }

    /// <summary>Runs a step and tells whoever watches. The work is a static function of its arguments: unwatched, a step allocates nothing more.</summary>
    public ValueTask<FrobResult<T>> WatchAsync<TArgs, T>(
        string step, string? flow, DateTimeOffset? began, TArgs args, Func<TArgs, CancellationToken, ValueTask<FrobResult<T>>> work, CancellationToken token)
        where T : class =>
        host.Observer is { } observer
            ? WatchedAsync(observer, new FrobStep(step, Plan.Instance, Plan.Provider.Id, flow, began), args, work, token)
            : work(args, token);

    // Not in the caller's own flow of execution: what the observer opens there must be closed there.
    private static async ValueTask<FrobResult<T>> WatchedAsync<TArgs, T>(
        StepObserver observer, FrobStep step, TArgs args, Func<TArgs, CancellationToken, ValueTask<FrobResult<T>>> work, CancellationToken token)
        where T : class
    {
        var ended = observer(step);
        try
        {
            var result = await work(args, token).ConfigureAwait(false);
            ended?.Invoke(result.Error, null);
            return result;
        }
        catch (Exception fault)
        {
            ended?.Invoke(null, fault);
            throw;
        }
    }

    private async ValueTask<FrobResult<Grant>> GrantAsync(FlowPlan flow, FlowState state, CancellationToken cancellationToken)
    {
        foreach (var derived in flow.Flow.Derives)
            Derive(derived, state.Values);
        foreach (var call in flow.Exchange)
        {
            if (await _sender.CallAsync(call, state, cancellationToken).ConfigureAwait(false) is { } error)
                return error;
        }
        return GrantMaker.Make(Plan, flow, state, host.Time.GetUtcNow());
    }

    private static void Derive(Derived derived, SlotValues values)
    {
        if (derived.Reads.All(slot => values[slot] is not null) && derived.From(values) is { } value)
            values.Set(derived.To, value);
    }

    // Where the request names a callback, the redirect ends the flow, and brings what a poll would miss: a refusal.
    private static TimeSpan? PollEvery(ConsentFlow flow, ConsentRequest request, SlotValues values) =>
        flow.PollEvery is null || request.Callback is not null ? null : GrantMaker.Seconds(values[Slot.PollSeconds]) ?? flow.PollEvery;

    /// <summary>What another instance, key or address made is refused before any request.</summary>
    public FrobError? Foreign(PendingConsent pending) => Foreign(pending.Instance, pending.Provider, pending.KeyPrint, "pending consent");

    private FrobError? Foreign(string instance, string provider, string keyPrint, string what)
    {
        var cause = instance != Plan.Instance || provider != Plan.Provider.Id
            ? $"this {what} belongs to the instance '{instance}' of '{provider}', not to '{Plan.Instance}' of '{Plan.Provider.Id}'"
            : keyPrint != Plan.KeyPrint ? $"this {what} was made with another api key or API address" : null;
        return cause is null ? null : Mismatch(cause);
    }

    private FrobError? Find(Grant grant, out FlowPlan flow)
    {
        flow = Plan.FindFlow(grant.Flow)!;
        return Foreign(grant.Instance, grant.Provider, grant.KeyPrint, "grant") ?? (flow is null ? NoFlow(grant.Flow) : null);
    }

    private FrobUsageException Misuse(string property, string fault) => new(new UsageFault(Plan.Instance, property, $"{Plan.Provider.DisplayName} {fault}"));

    private FrobError NoFlow(string name) => Mismatch(
        $"{Plan.Provider.DisplayName} has no flow '{name}' any more; there are: {string.Join(", ", Plan.Provider.Flows.Select(static f => f.Name))}");

    private static FrobError Mismatch(string cause) => new(FrobErrorKind.Mismatch)
    {
        Cause = cause,
        Remedy = "Use the instance, key and address that it was made with, or let the user sign in again. Nothing was sent.",
    };
}

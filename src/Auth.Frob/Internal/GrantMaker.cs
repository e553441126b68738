namespace Auth.Frob.Internal;

/// <summary>Makes a grant of what a flow found, and brings one up to date.</summary>
internal static class GrantMaker
{
    public static Grant Make(ClientPlan plan, FlowPlan flow, FlowState state, DateTimeOffset now)
    {
        var values = state.Values;
        return new Grant
        {
            Instance = plan.Instance,
            Provider = plan.Provider.Id,
            Flow = flow.Flow.Name,
            Token = new Secret(values[Slot.Token]!),
            TokenSecret = values[Slot.TokenSecret],
            RefreshToken = values[Slot.RefreshToken],
            ExpiresAt = Seconds(values[Slot.ExpiresIn]) is { } left && flow.Exchange.Any(static c => c.ReadsExpiry) ? now + left : null,
            GrantedAt = now,
            Account = Account(values, null),
            Permissions = Granted(state, plan.Provider.Permissions, flow.Exchange.Any(static c => c.ReadsPermissions)) ?? Permissions.None,
            Extras = Extras(Grant.NoExtras, flow.Exchange, state),
            KeyPrint = plan.KeyPrint,
        };
    }

    public static Grant Update(Grant grant, CallPlan verify, FlowState state, PermissionRule? rule) => grant with
    {
        Account = Account(state.Values, grant.Account),
        Permissions = Granted(state, rule, verify.ReadsPermissions) ?? grant.Permissions,
        Extras = Extras(grant.Extras, [verify], state),
    };

    /// <summary>The slots that a grant fills for verify and use.</summary>
    public static SlotValues Values(Grant grant, SlotValues app)
    {
        var values = new SlotValues(app);
        values.Set(Slot.Token, grant.Token.Reveal());
        Set(Slot.TokenSecret, grant.TokenSecret?.Reveal());
        Set(Slot.AccountName, grant.Account.Name);
        Set(Slot.AccountId, grant.Account.Id);
        return values;

        void Set(Slot slot, string? value)
        {
            if (value is not null)
                values.Set(slot, value);
        }
    }

    public static TimeSpan? Seconds(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static Account Account(SlotValues values, Account? before) => new()
    {
        Id = values[Slot.AccountId] ?? before?.Id,
        Name = values[Slot.AccountName] ?? before?.Name,
        DisplayName = values[Slot.DisplayName] ?? before?.DisplayName,
    };

    // What was asked for stands in the same slot: a reply that may leave its text out grants just that (RFC 6749 section 5.1).
    private static Permissions? Granted(FlowState state, PermissionRule? rule, bool isRead) =>
        state.Granted ?? (isRead && rule is not null && state.Values[Slot.Permissions] is { } text ? PermissionText.Granted(rule, text) : null);

    private static ImmutableSortedDictionary<string, string> Extras(
        ImmutableSortedDictionary<string, string> extras, ImmutableArray<CallPlan> calls, FlowState state)
    {
        foreach (var call in calls)
        {
            foreach (var slot in call.Extras)
                extras = state.Values[slot] is { } value ? extras.SetItem(slot.Name, value) : extras;
        }
        return state.Extras is null ? extras : extras.SetItems(state.Extras);
    }
}

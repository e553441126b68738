namespace Auth.Frob.Internal;

/// <summary>Makes the address of the consent page from an explicit list of parameters.</summary>
internal static class ConsentAddress
{
    /// <summary>Fills what the request brings: callback, nonce, permissions as one text.</summary>
    public static void Prepare(ClientPlan plan, ConsentFlow flow, ConsentRequest request, SlotValues values, Func<string> nextNonce)
    {
        if (flow.Callback is { State: not StatePlace.None })
            values.Set(Slot.State, nextNonce());
        if (request.Callback is { } callback)
        {
            var address = flow.Callback is { State: StatePlace.InCallbackAddress } rule
                ? WireText.WithParameter(callback, rule.StateName, values[Slot.State]!)
                : callback;
            values.Set(Slot.Callback, address.AbsoluteUri);
        }
        if (plan.Provider.Permissions is { Style: not PermissionStyle.PerArea } permissions && request.Permissions.Count > 0)
            values.Set(Slot.Permissions, PermissionText.OneText(permissions, request.Permissions));
    }

    public static Uri Build(ClientPlan plan, FlowPlan flow, ConsentRequest request, SlotValues values)
    {
        var recipe = (ConsentFlow)flow.Flow;
        var address = new Uri(flow.Consent!.Expand(values));
        var draft = new SigningDraft { Address = address.AbsoluteUri, Method = HttpMethod.Get, SignaturePlace = WirePlace.Query };
        foreach (var parameter in recipe.Consent.Query)
        {
            if (parameter.Condition is not { } condition || values[condition.Setting] == condition.Value)
                DraftWriter.Add(draft, parameter, values, WirePlace.Query);
        }
        if (recipe.Consent.CarriesPermissions && plan.Provider.Permissions is { } rule)
        {
            foreach (var (name, value) in PermissionText.Parameters(rule, request.Permissions))
                draft.Add(new WireParameter(name, value, false, WirePlace.Query));
        }
        if (recipe.Callback is { State: StatePlace.InConsentAddress } callback)
            draft.Add(new WireParameter(callback.StateName, values[Slot.State]!, true, WirePlace.Query));
        foreach (var standing in plan.Standing)
        {
            if (standing.Places.HasFlag(StandingPlaces.Consent))
                draft.Add(new WireParameter(standing.Name, standing.Value, false, WirePlace.Query));
        }
        if (recipe.Consent.Signed)
            flow.Signer!.Sign(draft, plan.Key);
        return WireText.WithQuery(address, draft.Parameters);
    }
}

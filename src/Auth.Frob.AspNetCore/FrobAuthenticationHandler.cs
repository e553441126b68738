using System.Text.Encodings.Web;
using Auth.Frob.AspNetCore.Flows;
using Auth.Frob.AspNetCore.Links;
using Auth.Frob.AspNetCore.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Frob.AspNetCore;

/// <summary>Signs people in, and links their accounts, by any provider whose flow comes back to the site.</summary>
/// <param name="options">The schemes' options.</param>
/// <param name="logger">Makes loggers.</param>
/// <param name="encoder">Encodes addresses.</param>
/// <remarks>One per request and scheme, made by the authentication middleware.</remarks>
public sealed class FrobAuthenticationHandler(IOptionsMonitor<FrobAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteAuthenticationHandler<FrobAuthenticationOptions>(options, logger, encoder)
{
    // Clocks of nodes differ: a record is kept somewhat longer than any of them takes the flow for open.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    private new FrobEvents Events => (FrobEvents)base.Events;

    private CookieVault Vault => new(Context, Scheme, Options);

    private FlowCookies Cookies => new(Vault, Options);

    private PathString HeldPath => HeldPage.PathOf(Options.CallbackPath);

    private FrobClient Client => Service<FrobClients>()[Options.Instance!];

    private GrantKeeping Keeping => new(Context, Scheme, Options, Events, Logger);

    private CancellationToken Aborted => Context.RequestAborted;

    /// <inheritdoc/>
    public override Task<bool> ShouldHandleRequestAsync() =>
        Task.FromResult(Request.Path == Options.CallbackPath || Request.Path == HeldPath);

    /// <inheritdoc/>
    public override async Task<bool> HandleRequestAsync()
    {
        if (Request.Path != HeldPath)
            return await base.HandleRequestAsync().ConfigureAwait(false);
        var page = new HeldPage(Context, Options, new HeldGrants(Vault, TimeProvider), Client);
        return await page.AnswerAsync(Keeping, Aborted).ConfigureAwait(false) is not { } fault
            || !(await FailAsync(CallbackFaults.Of(fault), null, Aborted).ConfigureAwait(false)).Skipped;
    }

    /// <inheritdoc/>
    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new FrobEvents());

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var client = Client;
        var flow = WebFlow.Find(client.Provider, Options.Flow, out var fault) ?? throw new InvalidOperationException($"{Scheme.Name}: {fault}");
        await PrepareAsync(flow, properties, Aborted).ConfigureAwait(false);
        var id = FlowId.New(TimeProvider.GetUtcNow());
        var origin = $"{Request.Scheme}://{Request.Host}";
        WebPage.Guard(Response);
        if (!Uri.TryCreate(BuildRedirectUri($"{Options.CallbackPath}?{CallbackDoor.FlowName}={id}"), UriKind.Absolute, out var callback))
        {
            await FailToBeginAsync(CallbackFaults.NoHost, properties, Aborted).ConfigureAwait(false);
            return;
        }
        var begun = await client.BeginAsync(
            new ConsentRequest
            {
                Flow = flow.Name,
                Permissions = FrobLink.PermissionsOf(properties) ?? Options.Permissions,
                Callback = flow.Callback!.IsRegistered ? null : callback,
            }, Aborted).ConfigureAwait(false);
        if (!begun.Succeeded)
        {
            await FailToBeginAsync(CallbackFaults.Of(FrobCallbackFault.ServiceFailed, begun.Error), properties, Aborted).ConfigureAwait(false);
            return;
        }
        var until = FlowLife.Until(begun.Value, flow, Options);
        var open = new OpenFlow(begun.Value.ToEnvelope(), origin, until, new Dictionary<string, string?>(properties.Items, StringComparer.Ordinal));
        if (!Cookies.TryOpen(id, open, until - TimeProvider.GetUtcNow()))
            throw new InvalidOperationException($"{Scheme.Name}: the properties of this challenge are too large for a cookie; keep less in them.");
        WebLog.Began(Logger, Scheme.Name);
        var consent = begun.Value.ConsentUri.Reveal().AbsoluteUri;
        await Events.OnRedirectToConsent(new RedirectContext<FrobAuthenticationOptions>(Context, Scheme, Options, properties, consent)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        WebPage.Guard(Response);
        if (!HttpMethods.IsGet(Request.Method))
        {
            Response.Headers.Allow = HttpMethods.Get;
            return await FailAsync(CallbackFaults.Of(FrobCallbackFault.WrongMethod), null, Aborted).ConfigureAwait(false);
        }
        var client = Client;
        var flow = WebFlow.Find(client.Provider, Options.Flow, out var fault) ?? throw new InvalidOperationException($"{Scheme.Name}: {fault}");
        var door = new CallbackDoor(Request, Cookies, client, Service<IUsedFlows>());
        var (admitted, failure) = await door.FindAsync(FlowLife.Most(flow, Options), TimeProvider.GetUtcNow(), Aborted).ConfigureAwait(false);
        if (admitted is null)
            return await FailAsync(failure!, null, Aborted).ConfigureAwait(false);
        var properties = new AuthenticationProperties(new Dictionary<string, string?>(admitted.Flow.Items, StringComparer.Ordinal));
        properties.RedirectUri = LocalUrl.OrRoot(properties.RedirectUri, Context);
        // From here on something is spent: a browser that goes away must not lose what the service gives for it.
        return await UseAsync(admitted, properties, CancellationToken.None).ConfigureAwait(false) is { } unused
            ? await FailAsync(unused, properties, Aborted).ConfigureAwait(false)
            : admitted.IsRefusal
                ? await RefuseAsync(properties, Aborted).ConfigureAwait(false)
                : await ExchangeAsync(client, admitted, properties, flow.Binding, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask PrepareAsync(ConsentFlow flow, AuthenticationProperties properties, CancellationToken cancellationToken)
    {
        properties.RedirectUri = LocalUrl.OrRoot(
            properties.RedirectUri ?? (HttpMethods.IsGet(Request.Method) ? $"{OriginalPathBase}{OriginalPath}{Request.QueryString}" : null), Context);
        if (FrobLink.IsLink(properties))
        {
            var signedIn = await SignedIn.FindAsync(Context, SignInScheme, cancellationToken).ConfigureAwait(false);
            properties.Items[FrobLink.OwnerItem] = signedIn.Owner
                ?? throw new InvalidOperationException($"{Scheme.Name}: nobody is signed in to link an account to. Let who links sign in first.");
        }
        else if (flow.Binding == Binding.BrowserOnly && !Options.AllowsBrowserOnlySignIn)
        {
            throw new InvalidOperationException(
                $"{Scheme.Name}: the flow '{flow.Name}' links accounts and signs nobody in, because its service echoes nothing that binds the answer "
                + $"to the question. If that is a risk you take, say so: options.{nameof(Options.AllowsBrowserOnlySignIn)} = true.");
        }
    }

    /// <summary>The last look before something is spent, and the record that it is; null where the flow may go on.</summary>
    private async ValueTask<FrobCallbackException?> UseAsync(
        Admission admitted, AuthenticationProperties properties, CancellationToken cancellationToken)
    {
        if (properties.Items.TryGetValue(FrobLink.OwnerItem, out var owner)
            && (await SignedIn.FindAsync(Context, SignInScheme, cancellationToken).ConfigureAwait(false)).Owner != owner)
            return CallbackFaults.Of(FrobCallbackFault.AnotherUser);
        try
        {
            var isFirst = await Service<IUsedFlows>().TryUseAsync(admitted.Id.Text, admitted.Flow.Until + Slack, cancellationToken).ConfigureAwait(false);
            Cookies.Close(admitted.Id);
            return isFirst ? null : CallbackFaults.Of(FrobCallbackFault.AlreadyUsed);
        }
        catch (Exception thrown)
        {
            // The type alone: a store's own words may name a flow.
            WebLog.NotRecorded(Logger, Scheme.Name, thrown.GetType().FullName);
            return CallbackFaults.NotSpent(thrown);
        }
    }

    private async Task<HandleRequestResult> ExchangeAsync(
        FrobClient client, Admission admitted, AuthenticationProperties properties, Binding binding, CancellationToken cancellationToken)
    {
        var granted = await client.ExchangeAsync(admitted.Pending, admitted.Answer, cancellationToken).ConfigureAwait(false);
        if (granted.Value is { } found && client.CanVerify(found) && (Options.AsksForDetails || GrantKey.For(found).Account.Length == 0))
        {
            var verified = await client.VerifyAsync(found, cancellationToken).ConfigureAwait(false);
            // A grant that names its account is good without the details.
            if (!verified.Succeeded && GrantKey.For(found).Account.Length == 0)
                return await FailAsync(CallbackFaults.Unnamed(verified.Error), properties, cancellationToken).ConfigureAwait(false);
            granted = verified.Succeeded ? verified : granted;
        }
        if (!granted.Succeeded)
            return await FailAsync(CallbackFaults.Of(FrobCallbackFault.ServiceFailed, granted.Error), properties, cancellationToken).ConfigureAwait(false);
        return properties.Items.TryGetValue(FrobLink.OwnerItem, out var owner)
            ? await LinkAsync(admitted.Id, granted.Value, owner!, properties.RedirectUri!, binding == Binding.BrowserOnly, cancellationToken)
                .ConfigureAwait(false)
            : await SignInAsync(admitted.Id, granted.Value, properties, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HandleRequestResult> LinkAsync(
        FlowId id, Grant grant, string owner, string returnUrl, bool asksFirst, CancellationToken cancellationToken)
    {
        if (asksFirst)
            WebLog.Asks(Logger, Scheme.Name);
        if (!asksFirst && await Keeping.TryLinkAsync(owner, grant, cancellationToken).ConfigureAwait(false))
            Response.Redirect(returnUrl);
        else if (Keeping.TryHold(id, owner, grant, returnUrl, asksFirst))
            Response.Redirect(HeldAddress(id));
        else
            return await FailAsync(CallbackFaults.TooLarge, null, cancellationToken).ConfigureAwait(false);
        return HandleRequestResult.Handle();
    }

    private async Task<HandleRequestResult> SignInAsync(
        FlowId id, Grant grant, AuthenticationProperties properties, CancellationToken cancellationToken)
    {
        if (GrantKey.For(grant).Account.Length == 0)
            return await FailAsync(CallbackFaults.Of(FrobCallbackFault.NoAccount), properties, cancellationToken).ConfigureAwait(false);
        var context = Ticket.Make(Context, Scheme, Options, grant, properties);
        await Events.OnCreatingTicket(context).ConfigureAwait(false);
        if (context.Result is { Succeeded: false } decided)
            return HandleRequestResult.Fail(decided.Failure ?? NotSignedIn, properties);
        var ticket = context.Result?.Ticket ?? new AuthenticationTicket(context.Principal!, context.Properties, Scheme.Name);
        if (Options.KeepsGrants && !await Keeping.TryKeepAsync(id, grant, ticket, HeldAddress(id), cancellationToken).ConfigureAwait(false))
            return await FailAsync(CallbackFaults.TooLarge, properties, cancellationToken).ConfigureAwait(false);
        WebLog.SignedIn(Logger, Scheme.Name);
        return HandleRequestResult.Success(ticket);
    }

    private string HeldAddress(FlowId id) => $"{Request.PathBase + HeldPath}?{CallbackDoor.FlowName}={id}";

    private async Task<HandleRequestResult> RefuseAsync(AuthenticationProperties properties, CancellationToken cancellationToken)
    {
        WebLog.Refused(Logger, Scheme.Name);
        FrobLink.Clean(properties);
        var result = await HandleAccessDeniedErrorAsync(properties).ConfigureAwait(false);
        if (!result.None)
            return result;
        await new WebPage("Access was refused", Options.StyleSheet)
            .Say($"You did not give this site access at {Client.Provider.DisplayName}. Nothing was changed.")
            .Link(properties.RedirectUri!, "Go on").WriteAsync(Response, StatusCodes.Status200OK, cancellationToken).ConfigureAwait(false);
        return HandleRequestResult.Handle();
    }

    private async Task<HandleRequestResult> FailAsync(
        FrobCallbackException failure, AuthenticationProperties? properties, CancellationToken cancellationToken)
    {
        WebLog.Failed(Logger, Scheme.Name, failure.Fault, failure.Happened);
        var context = new RemoteFailureContext(Context, Scheme, Options, failure) { Properties = properties };
        await Events.RemoteFailure(context).ConfigureAwait(false);
        if (context.Result is { } result)
            return result;
        await ShowAsync(failure, cancellationToken).ConfigureAwait(false);
        return HandleRequestResult.Handle();
    }

    // Nothing comes after a challenge that could answer in its place.
    private async Task FailToBeginAsync(FrobCallbackException failure, AuthenticationProperties properties, CancellationToken cancellationToken)
    {
        if ((await FailAsync(failure, properties, cancellationToken).ConfigureAwait(false)).Skipped)
            await ShowAsync(failure, cancellationToken).ConfigureAwait(false);
    }

    private Task ShowAsync(FrobCallbackException failure, CancellationToken cancellationToken) =>
        FailureAnswer.WriteAsync(Context, Scheme, Options, failure, cancellationToken);

    private static AuthenticationFailureException NotSignedIn => new("The site's own event signed nobody in.");

    private T Service<T>() where T : notnull => Context.RequestServices.GetRequiredService<T>();
}

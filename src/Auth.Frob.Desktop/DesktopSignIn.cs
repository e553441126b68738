using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Loopback;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Desktop.Screens;
using Auth.Frob.Desktop.Ways;

namespace Auth.Frob.Desktop;

/// <summary>Runs a whole sign-in with a person at this machine, by the way back that fits provider and machine.</summary>
/// <remarks>Immutable and thread-safe, as far as its screen is.</remarks>
public sealed record DesktopSignIn
{
    /// <summary>Shows and asks.</summary>
    /// <value>Default: the terminal. A window of your own can ask where there is no standard input: say so in <see cref="Machine"/>.</value>
    public SignInScreen Screen { get => field ??= new TerminalScreen(); init; }

    /// <summary>Opens pages.</summary>
    public PageOpener Browser { get; init; } = new SystemBrowser();

    /// <summary>What the machine can do.</summary>
    /// <value>Default: what is seen of it when it is first asked for.</value>
    public DesktopMachine Machine { get => field ??= DesktopMachine.Detect(); init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Says how a sign-in would run, without running it.</summary>
    /// <param name="client">The instance to sign in at.</param>
    /// <param name="request">What is asked for; null for the defaults.</param>
    /// <returns>Flow and way back. Whether a port that the callback names is free shows only when it runs.</returns>
    /// <exception cref="FrobUsageException">No way back fits; every reason is in it.</exception>
    public DesktopPlan Plan(FrobClient client, DesktopRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        return WayChoice.Choose(client.Provider, client.Instance, new Situation(Machine, Checked(client, request)));
    }

    /// <summary>Signs a person in.</summary>
    /// <param name="client">The instance to sign in at.</param>
    /// <param name="request">What is asked for; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sign-in at once, also while a question is open.</param>
    /// <returns>The grant, or the error that ended the sign-in; Expired where the time was over.</returns>
    /// <exception cref="FrobUsageException">No way back fits, the request does not fit the flow, or nobody is there to answer.</exception>
    /// <example><code>var granted = await new DesktopSignIn().SignInAsync(clients["my-service"]);</code></example>
    public async ValueTask<FrobResult<Grant>> SignInAsync(
        FrobClient client, DesktopRequest? request = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var plan = Plan(client, request);
        request ??= new DesktopRequest();
        LoopbackListener? listener = null;
        if (Listens(plan, request) && Listen(request, out listener) is { } fault)
            plan = WayChoice.Choose(client.Provider, client.Instance, new Situation(Machine, request, fault));
        await using (listener)
        {
            var run = new SignInRun(this, client, plan, request);
            return plan.Way == WayBack.Password
                ? await new PasswordWay(run).RunAsync(cancellationToken).ConfigureAwait(false)
                : await new ConsentRun(this, run, listener).RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static DesktopRequest Checked(FrobClient client, DesktopRequest? request) => request is not { Deadline: { } deadline } || deadline > TimeSpan.Zero
        ? request ?? new DesktopRequest()
        : throw new FrobUsageException(new UsageFault(client.Instance, nameof(request.Deadline), "must be more than zero"));

    // An address that is pasted is bound too where it is ours: what nobody listens at, anybody might.
    private static bool Listens(DesktopPlan plan, DesktopRequest request) => plan.Way switch
    {
        WayBack.Loopback => true,
        WayBack.Paste => request.Callback is null && plan.Flow is ConsentFlow { Callback: { IsRegistered: false } rule } flow
            && !(rule.IsOptional && flow.TypedCode is not null),
        _ => false,
    };

    private string? Listen(DesktopRequest request, out LoopbackListener? listener)
    {
        try
        {
            listener = LoopbackListener.Start(CallbackAddress.Options(request.Callback, Time));
            return null;
        }
        catch (IOException fault)
        {
            listener = null;
            return fault.Message;
        }
    }
}

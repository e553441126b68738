using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What somebody wants to sign in to, and how.</summary>
internal sealed record LoginOrder
{
    private const string Asked = nameof(ConsentRequest.Permissions);

    public required AppOrder App { get; init; }

    /// <summary>The flow; null: the first that fits here.</summary>
    public FrobFlow? Flow { get; init; }

    /// <summary>Whether a flow was asked for that there is not.</summary>
    public bool IsFlowUnknown { get; init; }

    public WayBack? Way { get; init; }

    public bool OpensBrowser { get; init; } = true;

    public Permissions Permissions { get; init; } = Permissions.None;

    public Uri? Callback { get; init; }

    /// <summary>Whether it is known that the callback is none, or that the flow is none that it could fit.</summary>
    public bool IsCallbackJudged { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>The account it must be; null: any.</summary>
    public string? Account { get; init; }

    /// <summary>Whether the grant is kept.</summary>
    public bool IsKept { get; init; } = true;

    /// <summary>Whether a store is needed: for the grant, or for the key that frob configure kept.</summary>
    public bool NeedsStore => IsKept || !App.IsWhole;

    /// <summary>Whether it is kept without asking the person.</summary>
    public bool IsKeptUnasked { get; init; }

    public bool ShowsToken { get; init; }

    public bool IsJson { get; init; }

    /// <summary>What the sign-in is run with.</summary>
    public DesktopRequest Request => new()
    {
        Flow = Flow?.Name,
        Way = Way,
        OpensBrowser = OpensBrowser,
        Permissions = Permissions,
        Callback = Callback,
        Username = Username,
        Password = Password,
    };

    /// <summary>Whether a fault of the request says more than what was found on the command line already.</summary>
    public bool IsNew(UsageFault fault) => !IsCallbackJudged || fault.Property != nameof(ConsentRequest.Callback);

    /// <summary>A fault in the words of the command line.</summary>
    public string Sentence(UsageFault fault) => fault.Property switch
    {
        nameof(ConsentRequest.Callback) => $"--callback {fault.Message}.",
        nameof(DesktopRequest.Flow) => $"--flow: {fault.Message}.",
        nameof(DesktopRequest.Way) when Flow is DirectFlow && (Username is null || Password is null) =>
            $"{fault.Message}. Without anybody to ask, give --username and the variable FROB_PASSWORD.",
        nameof(DesktopRequest.Way) => $"{fault.Message}.",
        nameof(SignInRequest.Username) => $"The user name {fault.Message}: --username.",
        nameof(SignInRequest.Password) => $"The password {fault.Message}: the prompt, or the variable FROB_PASSWORD.",
        "answer" => $"The answer can't be used: {fault.Message}.",
        var p when p.StartsWith(Asked, StringComparison.Ordinal) => $"--permission{p[Asked.Length..].Replace('.', ' ')}: {fault.Message}.",
        _ => App.Sentence(fault),
    };
}

using System.Net;
using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A simulated service's consent page: a form that works without script.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="App">The name of the app that asks.</param>
/// <remarks>Its two buttons are called <see cref="Decision"/>; everything on it is encoded.</remarks>
public sealed record ConsentPage(string Service, string App)
{
    /// <summary>The name of both buttons.</summary>
    public const string Decision = "decision";

    /// <summary>The value of the button that consents.</summary>
    public const string Allow = "allow";

    /// <summary>The value of the button that refuses.</summary>
    public const string Refuse = "refuse";

    /// <summary>The name of the field for the account's name.</summary>
    public const string NameField = "name";

    /// <summary>The name of the field for the password.</summary>
    public const string PasswordField = "password";

    private const string Style = """
        body{font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#1f2937;margin:0;display:grid;place-items:center;min-height:100vh}
        main{background:#fff;padding:2rem;border-radius:12px;box-shadow:0 1px 8px #0002;width:min(24rem,calc(100% - 6rem))}
        h1{font-size:1.25rem;margin:0 0 1rem}label{display:block;margin:.75rem 0 .25rem}
        input{width:100%;box-sizing:border-box;padding:.5rem;font:inherit;border:1px solid #9ca3af;border-radius:6px}
        button{font:inherit;padding:.5rem 1.25rem;margin:1.25rem .5rem 0 0;border-radius:6px}
        button{border:1px solid #9ca3af;background:#fff;cursor:pointer}
        button[value=allow]{background:#1d4ed8;border-color:#1d4ed8;color:#fff}.note{color:#b91c1c}
        footer{margin-top:1.5rem;font-size:.8rem;color:#6b7280}
        """;

    /// <summary>Where the form is posted to.</summary>
    /// <value>The page's own address unless given.</value>
    public string Action { get; init; } = "";

    /// <summary>What is asked for, a line each.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>What must be posted back unseen.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>The name of the person who is signed in.</summary>
    /// <value>Null: the form asks for name and password.</value>
    public string? SignedInAs { get; init; }

    /// <summary>What went wrong the last time.</summary>
    /// <value>Null unless given.</value>
    public string? Notice { get; init; }

    /// <summary>Writes a page that tells the person something and asks nothing.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="title">The heading.</param>
    /// <param name="text">The text.</param>
    /// <param name="boxes">Texts to copy, each in a box of its own.</param>
    /// <returns>The page.</returns>
    public static string Message(string service, string title, string text, params IEnumerable<string> boxes) => Page(
        service,
        title,
        $"<h1>{Encode(title)}</h1><p>{Encode(text)}</p>"
            + string.Concat((boxes ?? []).Select(box => $"<p><input readonly aria-label=\"To copy\" value=\"{Encode(box)}\"></p>")));

    /// <summary>Writes the page.</summary>
    /// <returns>The page.</returns>
    public string Write()
    {
        var body = new StringBuilder();
        body.Append("<h1>").Append(Encode(App)).Append(" asks for access to your ").Append(Encode(Service)).Append(" account</h1>");
        if (Notice is not null)
        {
            body.Append("<p class=\"note\" role=\"alert\">").Append(Encode(Notice)).Append("</p>");
        }

        if (Asks.Count > 0)
        {
            body.Append("<ul>").AppendJoin("", Asks.Select(ask => $"<li>{Encode(ask)}</li>")).Append("</ul>");
        }

        body.Append("<form method=\"post\" action=\"").Append(Encode(Action)).Append("\">");
        foreach ((string name, string value) in Hidden)
        {
            body.Append("<input type=\"hidden\" name=\"").Append(Encode(name)).Append("\" value=\"").Append(Encode(value)).Append("\">");
        }

        body.Append(SignedInAs is null ? SignInFields() : $"<p>You are signed in as <strong>{Encode(SignedInAs)}</strong>.</p>");
        body.Append("<button type=\"submit\" name=\"decision\" value=\"allow\">Allow</button>");
        body.Append("<button type=\"submit\" name=\"decision\" value=\"refuse\">Refuse</button></form>");
        return Page(Service, $"{App} asks for access", body.ToString());
    }

    private static string SignInFields() =>
        $"<label for=\"{NameField}\">Name</label><input id=\"{NameField}\" name=\"{NameField}\" autocomplete=\"username\">"
        + $"<label for=\"{PasswordField}\">Password</label>"
        + $"<input id=\"{PasswordField}\" name=\"{PasswordField}\" type=\"password\" autocomplete=\"current-password\">";

    private static string Page(string service, string title, string body) => $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer"><title>{Encode(title)} · {Encode(service)}</title><style>
        {Style}</style></head>
        <body><main>{body}<footer>A simulation of {Encode(service)}. Nothing here reaches the real service.</footer></main></body></html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

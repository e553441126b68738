using System.Net;
using System.Text.RegularExpressions;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A person with a plain browser: is given an address, reads the page, fills in its form and presses one of its buttons.</summary>
/// <param name="http">Carries the requests; must follow no redirect.</param>
/// <param name="name">The person's account name, for pages that ask.</param>
/// <param name="password">The person's password, for pages that ask.</param>
/// <remarks>Knows nothing but what the page says. Not thread-safe: one person does one thing at a time.</remarks>
public sealed partial class PageVisitor(HttpMessageInvoker http, string name, string password)
{
    /// <summary>The name of the button that the person looks for.</summary>
    /// <value><see cref="ConsentPage.Decision"/> unless given.</value>
    public string Button { get; init; } = ConsentPage.Decision;

    /// <summary>Visits a consent page and decides.</summary>
    /// <param name="consent">The address.</param>
    /// <param name="decision">The value of the button to press.</param>
    /// <param name="cancellationToken">Ends the visit.</param>
    /// <returns>Where it led.</returns>
    /// <exception cref="InvalidOperationException">The page has no form or no such button.</exception>
    public async Task<PageVisit> VisitAsync(Uri consent, string decision = ConsentPage.Allow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(consent);
        using var get = new HttpRequestMessage(HttpMethod.Get, consent);
        var page = await SendAsync(get, consent, cancellationToken).ConfigureAwait(false);
        if (page.Redirect is not null)
            return page;
        var form = FormPattern().Match(page.Page);
        if (!form.Success)
            throw new InvalidOperationException("The page has no form to fill in.");
        var fields = Inputs(form.Value);
        if (!ButtonPattern().Matches(form.Value).Any(b => Attribute(b.Value, "name") == Button && Attribute(b.Value, "value") == decision))
            throw new InvalidOperationException($"The page has no button '{Button}' with the value '{decision}'.");
        fields.Add(new(Button, decision));
        var action = Attribute(form.Groups[1].Value, "action");
        var target = string.IsNullOrEmpty(action) ? consent : new Uri(consent, action);
        using var post = new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(post, target, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PageVisit> SendAsync(HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Headers.Location is { } location)
            return new PageVisit(location.IsAbsoluteUri ? location : new Uri(address, location), "");
        return new PageVisit(null, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    private List<KeyValuePair<string, string>> Inputs(string form)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match input in InputPattern().Matches(form))
        {
            var field = Attribute(input.Value, "name");
            if (string.IsNullOrEmpty(field))
                continue;
            var value = Attribute(input.Value, "type") switch
            {
                "password" => password,
                "hidden" => Attribute(input.Value, "value") ?? "",
                _ => name,
            };
            fields.Add(new(field, value));
        }
        return fields;
    }

    private static string? Attribute(string tag, string attribute)
    {
        foreach (Match match in AttributePattern().Matches(tag))
        {
            if (string.Equals(match.Groups[1].Value, attribute, StringComparison.OrdinalIgnoreCase))
                return WebUtility.HtmlDecode(match.Groups[2].Value);
        }
        return null;
    }

    [GeneratedRegex("(<form\\b[^>]*>).*?</form>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InputPattern();

    [GeneratedRegex("<button\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex ButtonPattern();

    [GeneratedRegex("([a-zA-Z-]+)\\s*=\\s*\"([^\"]*)\"")]
    private static partial Regex AttributePattern();
}

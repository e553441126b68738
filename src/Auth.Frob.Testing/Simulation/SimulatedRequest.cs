using System.Net;
using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A request as a simulated service sees it, whatever carried it.</summary>
/// <param name="method">The HTTP method, in capitals.</param>
/// <param name="address">The whole address, as the client wrote it.</param>
public sealed class SimulatedRequest(string method, Uri address)
{
    private const string FormType = "application/x-www-form-urlencoded";
    private SimulatedParameters? _query;
    private SimulatedParameters? _form;

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; } = method;

    /// <summary>The whole address, as the client wrote it.</summary>
    public Uri Address { get; } = address;

    /// <summary>The header fields, a field that comes twice twice.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    /// <value>Empty unless given.</value>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where the request came from.</summary>
    /// <value>The loopback address unless given.</value>
    public IPAddress RemoteAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Whether the request is a GET.</summary>
    public bool IsGet => string.Equals(Method, "GET", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request is a POST.</summary>
    public bool IsPost => string.Equals(Method, "POST", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request came over https, or over http to this machine alone.</summary>
    public bool IsConfidential => Address.Scheme == Uri.UriSchemeHttps || Address.IsLoopback;

    /// <summary>The parameters of the query.</summary>
    public SimulatedParameters Query => _query ??= SimulatedParameters.Parse(Address.Query.TrimStart('?'));

    /// <summary>The parameters of the body.</summary>
    /// <value>Empty unless the body is a form (<c>application/x-www-form-urlencoded</c>, whatever parameters follow it).</value>
    public SimulatedParameters Form => _form ??= SimulatedParameters.Parse(IsForm ? Encoding.UTF8.GetString(Body.Span) : "");

    private bool IsForm =>
        Header("Content-Type") is { } type && type.TrimStart().StartsWith(FormType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first value of a header field.</summary>
    /// <param name="name">The field's name, in any case.</param>
    /// <returns>The value, or null where the field is not there.</returns>
    public string? Header(string name)
    {
        foreach (KeyValuePair<string, string> header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value;
            }
        }

        return null;
    }

    /// <summary>Names the method and the path; the query may hold secrets and is not shown.</summary>
    /// <returns>For example <c>POST /2.0/</c>.</returns>
    public override string ToString() => $"{Method} {Address.AbsolutePath}";
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>Writes, reads and deletes the protected cookies of a scheme; what is too long for one is cut into several.</summary>
internal sealed class CookieVault(HttpContext context, AuthenticationScheme scheme, FrobAuthenticationOptions options)
{
    // The first words of everything that ASP.NET's data protection writes: a magic number, then the key's id.
    private const uint Magic = 0x09F0C9F0;
    private static readonly ChunkingCookieManager Cookies = new() { ThrowForPartialCookies = false };

    // Read once for all cookies of a request: the ring may be in a database.
    private IReadOnlyCollection<IKey>? _keys;

    public string Prefix => $"{options.CorrelationCookie.Name}{scheme.Name}.";

    public IEnumerable<string> Names => context.Request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Protects a value for one purpose and one cookie alone; false where no browser and no server takes so much.</summary>
    public bool TryWrite<T>(string name, T value, JsonTypeInfo<T> form, TimeSpan life, params ReadOnlySpan<string> purposes)
    {
        var text = Protector(name, purposes).Protect(JsonSerializer.Serialize(value, form));
        if (text.Length + Held > MostCharacters)
            return false;
        Cookies.AppendResponseCookie(context, Prefix + name, text, Shape(life));
        return true;
    }

    // Servers take 32 KiB of headers in all, and there are other cookies.
    private const int MostCharacters = 20_000;

    // What the browser sends along with the callback already.
    private int Held => Names.Sum(name => name.Length + context.Request.Cookies[name]!.Length);

    /// <summary>Reads a cookie; false says which fault.</summary>
    public bool TryRead<T>(
        string name, JsonTypeInfo<T> form, [NotNullWhen(true)] out T? value, out FrobCallbackFault fault, params ReadOnlySpan<string> purposes) where T : class
    {
        (value, fault) = (null, FrobCallbackFault.NoCookie);
        if (Cookies.GetRequestCookie(context, Prefix + name) is not { Length: > 0 } text)
            return false;
        fault = FrobCallbackFault.CookieDamaged;
        try
        {
            value = JsonSerializer.Deserialize(Protector(name, purposes).Unprotect(text), form);
        }
        catch (CryptographicException)
        {
            fault = WasProtectedElsewhere(text) ? FrobCallbackFault.KeysDiffer : fault;
        }
        catch (JsonException)
        {
            // Protected by a node that runs another version.
        }
        return value is not null;
    }

    public void Delete(string name) => Cookies.DeleteCookie(context, Prefix + name, Shape(null));

    /// <summary>A cookie in plain that every page of the site sees; for what is no secret and proves nothing.</summary>
    public void WriteOpen(string name, string text, TimeSpan life)
    {
        var shape = Shape(life);
        shape.Path = LocalUrl.SiteOf(context) is { HasValue: true } site ? site.Value : "/";
        context.Response.Cookies.Append(Prefix + name, text, shape);
    }

    public string? ReadOpen(string name) => context.Request.Cookies[Prefix + name];

    private CookieOptions Shape(TimeSpan? life)
    {
        var shape = options.CorrelationCookie.Build(context);
        // The age counts from the answer's arrival, whatever the browser's clock says.
        (shape.Expires, shape.MaxAge) = (null, life);
        return shape;
    }

    private IDataProtector Protector(string name, ReadOnlySpan<string> purposes) =>
        options.DataProtectionProvider!.CreateProtector("Auth.Frob.AspNetCore", [scheme.Name, name, .. purposes]);

    private bool WasProtectedElsewhere(string text)
    {
        // A host with a protection of its own has no ring to look into.
        if (context.RequestServices.GetService<IKeyManager>() is not { } ring || !Base64Url.IsValid(text))
            return false;
        var bytes = Base64Url.DecodeFromChars(text).AsSpan();
        return bytes.Length >= 20 && BinaryPrimitives.ReadUInt32BigEndian(bytes) == Magic
            && !(_keys ??= ring.GetAllKeys()).Any(KeyIs(new Guid(bytes[4..20])));
    }

    private static Func<IKey, bool> KeyIs(Guid id) => key => key.KeyId == id && !key.IsRevoked;
}

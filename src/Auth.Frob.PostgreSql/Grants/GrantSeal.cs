using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Auth.Frob.PostgreSql.Grants;

/// <summary>Encrypts a grant for its place, so that a row that is moved to another owner, instance or account can't be read there.</summary>
internal sealed class GrantSeal(IDataProtectionProvider protection)
{
    /// <summary>Format 1: the grant's envelope in UTF-8, protected.</summary>
    public const short Format = 1;

    private const string Purpose = "Auth.Frob.PostgreSql.Grants.v1";
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Encrypts.</summary>
    /// <exception cref="FrobPostgreSqlException">The keys can't be had.</exception>
    public byte[] Close(GrantKey key, Grant grant)
    {
        var plain = Strict.GetBytes(grant.ToEnvelope());
        try
        {
            return ProtectorOf(key).Protect(plain);
        }
        catch (CryptographicException fault)
        {
            throw DatabaseFaults.KeyRing(fault);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Decrypts.</summary>
    /// <returns>The grant, or why it can't be read.</returns>
    /// <exception cref="FrobPostgreSqlException">The keys can't be had now; that says nothing of the grant.</exception>
    public (Grant? Grant, string? Why) Open(GrantKey key, short format, byte[] envelope)
    {
        if (format != Format)
            return (null, $"it is of format {format.ToString(CultureInfo.InvariantCulture)}, and this version reads format 1: use a newer Auth.Frob.PostgreSql");
        byte[] plain = [];
        try
        {
            plain = ProtectorOf(key).Unprotect(envelope);
            return (Grant.FromEnvelope(Strict.GetString(plain)), null);
        }
        catch (CryptographicException fault) when (IsOfKeyRing(fault))
        {
            throw DatabaseFaults.KeyRing(fault);
        }
        catch (CryptographicException)
        {
            return (null, Sealed);
        }
        catch (FormatException fault)
        {
            return (null, fault.Message);
        }
        catch (DecoderFallbackException)
        {
            return (null, "what is in it makes no sense");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private const string Sealed =
        "the data-protection keys of this node don't open it: its key is lost or revoked, the nodes differ in key ring or application name, or the row was changed";

    // What a key ring throws is wrapped as if the grant were damaged.
    private static bool IsOfKeyRing(Exception fault)
    {
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is FrobPostgreSqlException or DbException or IOException or UnauthorizedAccessException or TimeoutException or HttpRequestException)
                return true;
        }
        return false;
    }

    private IDataProtector ProtectorOf(GrantKey key) =>
        protection.CreateProtector(Purpose, key.Owner is null ? "no owner" : "owner", key.Owner ?? "", key.Instance, key.Account);
}

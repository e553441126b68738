using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Grants;

/// <summary>What is sealed for one key opens for no other, and what makes no sense is told, not thrown.</summary>
public sealed class GrantSealTests
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly EphemeralDataProtectionProvider _protection = new();

    public static TheoryData<string, string, string?> Others => new()
    {
        { "lastfm", "alice", "user-2" }, { "lastfm", "alice", null }, { "lastfm", "bob", "user-1" }, { "librefm", "alice", "user-1" },
        { "alice", "lastfm", "user-1" }, { "user-1", "alice", "lastfm" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_grant_opens_for_its_own_key_alone(string instance, string account, string? owner)
    {
        using var seal = new GrantSeal(_protection);
        var envelope = seal.Close(Key, TestGrant.Of("t-1"));
        seal.Open(Key, GrantSeal.Format, envelope).Grant!.Token.Reveal().Should().Be("t-1");
        var (grant, why) = seal.Open(new GrantKey(instance, account, owner), GrantSeal.Format, envelope);
        (grant, why!.Contains("key ring", StringComparison.Ordinal)).Should().Be((null, true));
    }

    [Fact]
    public void No_owner_is_not_an_owner_without_a_name()
    {
        using var seal = new GrantSeal(_protection);
        seal.Open(Key with { Owner = "" }, GrantSeal.Format, seal.Close(Key with { Owner = null }, TestGrant.Of("t"))).Grant.Should().BeNull();
        seal.Open(Key with { Owner = null }, GrantSeal.Format, seal.Close(Key with { Owner = "" }, TestGrant.Of("t"))).Grant.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no envelope of canary")]
    public void What_was_sealed_and_is_no_grant_is_told(string text) => ExpectTold(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void What_was_sealed_and_is_no_text_is_told() => ExpectTold([0x7b, 0xff, 0xfe]);

    public static TheoryData<Exception> Gone =>
    [
        new FrobPostgreSqlException("gone", "wait", true), new IOException(), new UnauthorizedAccessException(), new TimeoutException(),
        new HttpRequestException(), new NpgsqlException(), new InvalidOperationException("wrapped", new IOException()),
    ];

    [Theory]
    [MemberData(nameof(Gone))]
    public void A_key_ring_that_is_gone_for_a_while_makes_no_grant_unreadable(Exception gone)
    {
        using var seal = new GrantSeal(new GoneKeys(new CryptographicException("refresh", gone)));
        var told = seal.Invoking(s => s.Open(Key, GrantSeal.Format, [1])).Should().Throw<FrobPostgreSqlException>().Which;
        (told.IsTransient, told.Message.Contains("keys can't be read", StringComparison.Ordinal)).Should().Be((true, true));
        seal.Invoking(s => s.Close(Key, TestGrant.Of("t"))).Should().Throw<FrobPostgreSqlException>();
    }

    private void ExpectTold(byte[] plain)
    {
        var envelope = _protection.CreateProtector("Auth.Frob.PostgreSql.Grants.v1", "owner", "user-1", "lastfm", "alice").Protect(plain);
        using var seal = new GrantSeal(_protection);
        var (grant, why) = seal.Open(Key, GrantSeal.Format, envelope);
        grant.Should().BeNull();
        why.Should().NotBeNullOrEmpty().And.NotContain("canary").And.NotContain("key ring");
    }

    private sealed class GoneKeys(Exception fault) : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw fault;

        public byte[] Unprotect(byte[] protectedData) => throw fault;
    }
}

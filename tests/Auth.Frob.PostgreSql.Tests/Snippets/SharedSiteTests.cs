using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.PostgreSql.Tests.Snippets;

/// <summary>What the page shows works as it says.</summary>
public sealed class SharedSiteTests
{
    [Fact]
    public async Task What_the_page_shows_keeps_a_grant_and_no_key_in_plain()
    {
        var (schema, server) = (TestDatabase.NewSchema(), (await TestDatabase.ClusterAsync()).ConnectionString);
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=frob", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var services = new ServiceCollection();
        SharedSite.Register(
            services, new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Frob", server)]).Build(), certificate);
        services.Configure<FrobPostgreSqlOptions>(options => options.Schema = schema);
        await using var site = services.BuildServiceProvider();
        var key = new GrantKey("lastfm", "alice", "user-1");
        await site.GetRequiredService<IGrantStore>().PutAsync(key, TestGrant.Of("t-1"));
        (await site.GetRequiredService<IGrantStore>().FindAsync(key))!.Grant!.Token.Reveal().Should().Be("t-1");
        var xml = await TestDatabase.ScalarAsync<string>(server, $"SELECT string_agg(xml, '') FROM {schema}.data_protection_keys");
        xml.Should().Contain("EncryptedXmlDecryptor").And.NotContain("<value>");
    }

    [Fact]
    public async Task A_data_source_of_the_site_is_enough()
    {
        var services = new ServiceCollection();
        SharedSite.RegisterSource(services, (await TestDatabase.ClusterAsync()).ConnectionString);
        await using var site = services.BuildServiceProvider();
        (await site.GetRequiredService<IUsedFlows>().IsUsedAsync("a")).Should().BeFalse();
    }
}

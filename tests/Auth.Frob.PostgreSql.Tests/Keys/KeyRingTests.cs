using System.Xml.Linq;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.PostgreSql.Tests.Keys;

/// <summary>The key ring that all nodes share.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public async Task What_one_node_protects_the_other_reads_also_when_both_made_a_key_at_once()
    {
        var schema = TestDatabase.NewSchema();
        await using var one = await Node.MakeAsync(schema);
        await using var other = await Node.MakeAsync(schema);
        Node[] nodes = [one, other];
        var texts = await Task.WhenAll(nodes.Select(static node => Task.Run(() => ProtectorOf(node).Protect("hello"))));
        foreach (var node in nodes)
            texts.Select(text => ProtectorOf(node).Unprotect(text)).Should().AllBe("hello");
        await using var later = await Node.MakeAsync(schema);
        texts.Select(text => ProtectorOf(later).Unprotect(text)).Should().AllBe("hello");
    }

    [Fact]
    public async Task Elements_come_back_in_their_order_as_they_were()
    {
        await using var node = await Node.MakeAsync(TestDatabase.NewSchema());
        var keys = node.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository!;
        XElement[] elements = [XElement.Parse("<a x=\"1 &lt; 2\"><b> é 雪 </b></a>"), new("c"), new("a")];
        foreach (var element in elements)
            keys.StoreElement(element, null!);
        keys.GetAllElements().Select(static element => element.ToString(SaveOptions.DisableFormatting))
            .Should().Equal(elements.Select(static element => element.ToString(SaveOptions.DisableFormatting)));
    }

    private static IDataProtector ProtectorOf(Node node) => node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}

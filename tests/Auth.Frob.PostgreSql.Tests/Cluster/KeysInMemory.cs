using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>A key ring outside the database.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly List<XElement> _kept = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_kept)
            return [.. _kept.Select(static element => new XElement(element))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_kept)
            _kept.Add(new XElement(element));
    }
}

using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A key ring that nodes may share, or have each their own.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _elements = new();

    private int _reads;

    public int Reads => _reads;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        Interlocked.Increment(ref _reads);
        return [.. _elements.Select(static e => new XElement(e))];
    }

    public void StoreElement(XElement element, string friendlyName) => _elements.Enqueue(new XElement(element));
}

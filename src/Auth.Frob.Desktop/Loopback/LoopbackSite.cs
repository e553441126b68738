namespace Auth.Frob.Desktop.Loopback;

/// <summary>The one page of a listener: decides which request is for it.</summary>
internal sealed class LoopbackSite(Uri address, ImmutableArray<string> hosts)
{
    /// <summary>Judges a request.</summary>
    /// <returns>200 and the address that the browser asked for, or the status that refuses it.</returns>
    public (int Status, Uri? Asked) Judge(RequestHead head)
    {
        if (head.Status != 200)
            return (head.Status, null);
        // A page elsewhere whose name was pointed at this machine (DNS rebinding) comes with that name.
        if (!hosts.Contains(head.Host ?? "", StringComparer.OrdinalIgnoreCase))
            return (404, null);
        int query = head.Target.IndexOf('?', StringComparison.Ordinal);
        string path = query < 0 ? head.Target : head.Target[..query];
        if (!string.Equals(path, address.AbsolutePath, StringComparison.Ordinal))
            return (404, null);
        if (head.Method != "GET")
            return (405, null);
        if (query < 0)
            return (200, address);
        return Uri.TryCreate(address.AbsoluteUri + head.Target[query..], UriKind.Absolute, out Uri? asked) ? (200, asked) : (400, null);
    }
}

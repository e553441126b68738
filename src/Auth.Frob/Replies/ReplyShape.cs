namespace Auth.Frob.Replies;

/// <summary>The paths that a reader looks for, made once per call: a tree of names whose leaves are numbered.</summary>
/// <remarks>Immutable once made; thread-safe.</remarks>
public sealed class ReplyShape
{
    private readonly List<string> _paths = [];

    internal ReplyShape() { }

    /// <summary>How many places there are.</summary>
    /// <value>The length of <see cref="ReplyReading.Values"/>.</value>
    public int Count => _paths.Count;

    internal ShapeNode Root { get; } = new("");

    /// <summary>Looks for a place by its path.</summary>
    /// <param name="path">A path of the call's fields, marks or errors.</param>
    /// <returns>Its number, or -1.</returns>
    public int IndexOf(string path) => _paths.IndexOf(path);

    internal int Add(string path, bool takesAll = false)
    {
        if (!_paths.Contains(path))
            _paths.Add(path);
        var index = _paths.IndexOf(path);
        var node = Root;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            node = node.Child(name);
        if (takesAll)
            node.All = index;
        else
            node.Leaf = index;
        return index;
    }

    internal sealed class ShapeNode(string name)
    {
        public string Name { get; } = name;

        public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(name);

        public int Leaf { get; set; } = -1;

        /// <summary>The place that takes what no child does, or -1.</summary>
        public int All { get; set; } = -1;

        public ShapeNode[] Children { get; private set; } = [];

        /// <summary>The child of a name, made where there is none.</summary>
        public ShapeNode Child(string name) => Find(name) ?? (Children = [.. Children, new ShapeNode(name)])[^1];

        public ShapeNode? Find(string name)
        {
            foreach (var child in Children)
            {
                if (string.Equals(child.Name, name, StringComparison.Ordinal))
                    return child;
            }
            return null;
        }
    }
}

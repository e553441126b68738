namespace Auth.Frob.Replies;

/// <summary>How much of a reply one field takes.</summary>
public enum ReplyFieldKind
{
    /// <summary>One value.</summary>
    Text,

    /// <summary>Every value directly beneath a path, by its name.</summary>
    Members,

    /// <summary>Every value anywhere beneath a path that no other field takes, by its path from there.</summary>
    Rest,
}

namespace Auth.Frob.Recipes;

/// <summary>One named value that a call or a link sends.</summary>
/// <remarks>Required unless marked: a required slot that nobody filled stops the request. Immutable and thread-safe.</remarks>
public sealed record Parameter
{
    /// <summary>A parameter with the value of a slot.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="slot">The slot that gives the value.</param>
    public Parameter(string name, Slot slot) => (Name, Slot) = (name, slot);

    /// <summary>A parameter with a fixed value, in which <c>{slot}</c> stands for a slot's value.</summary>
    /// <param name="name">The name on the wire.</param>
    /// <param name="text">The value, such as <c>auth.getToken</c> or <c>Bearer {+token}</c>.</param>
    public Parameter(string name, string text) => (Name, Text) = (name, text);

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>The slot that gives the value.</summary>
    /// <value>Null for a fixed text.</value>
    public Slot? Slot { get; }

    /// <summary>The fixed text.</summary>
    /// <value>Null where a slot gives the value.</value>
    public string? Text { get; }

    /// <summary>Whether the parameter is left out, instead of stopping the request, where its slot is empty.</summary>
    /// <value>Default: false.</value>
    public bool IsOptional { get; private init; }

    /// <summary>The setting that decides whether the parameter is sent.</summary>
    /// <value>Null: always.</value>
    public (Slot Setting, string Value)? Condition { get; private init; }

    /// <summary>The same parameter, left out where its slot is empty.</summary>
    /// <returns>A copy.</returns>
    public Parameter Optional() => this with { IsOptional = true };

    /// <summary>The same parameter, sent only if a setting has a value.</summary>
    /// <param name="setting">The setting's slot.</param>
    /// <param name="value">The value, compared ordinally.</param>
    /// <returns>A copy.</returns>
    public Parameter When(Slot setting, string value) => this with { Condition = (setting, value) };
}

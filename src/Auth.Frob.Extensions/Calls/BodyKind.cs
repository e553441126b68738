namespace Auth.Frob.Extensions.Calls;

/// <summary>What a request's body is to a signature.</summary>
internal enum BodyKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A form in one text: every member is a parameter.</summary>
    Form,

    /// <summary>A form in parts: those of text are parameters, files are not.</summary>
    Parts,

    /// <summary>Something else: no signature reads it.</summary>
    Other,
}

namespace Auth.Frob.PostgreSql;

/// <summary>The database can't be used, or its schema is not one that this version knows.</summary>
/// <remarks>
/// Its texts hold no secret, no account and no password. What the driver said is the inner exception; a connection string that says
/// <c>Include Error Detail=true</c> lets the driver put values of a row into it, encrypted ones for grants.
/// </remarks>
public sealed class FrobPostgreSqlException : Exception
{
    /// <summary>Says what is wrong and what to do.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="inner">What the driver said; null for nothing.</param>
    public FrobPostgreSqlException(string message, string remedy, bool isTransient = false, Exception? inner = null)
        : base($"{message} {remedy}", inner)
    {
        Remedy = remedy;
        IsTransient = isTransient;
    }

    /// <summary>What to do.</summary>
    public string Remedy { get; }

    /// <summary>Whether the same call may succeed later, with nothing changed here.</summary>
    /// <value>True where the database could not be reached, was shutting down or did not answer in time.</value>
    public bool IsTransient { get; }
}

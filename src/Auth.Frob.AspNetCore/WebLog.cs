using Microsoft.Extensions.Logging;

namespace Auth.Frob.AspNetCore;

/// <summary>The logs. Ids are lasting; the package's README lists them.</summary>
internal static partial class WebLog
{
    [LoggerMessage(2001, LogLevel.Information, "Scheme {Scheme} sends a browser to the consent page")]
    public static partial void Began(ILogger logger, string scheme);

    [LoggerMessage(2002, LogLevel.Information, "Scheme {Scheme} signed somebody in")]
    public static partial void SignedIn(ILogger logger, string scheme);

    [LoggerMessage(2003, LogLevel.Information, "Scheme {Scheme} linked an account")]
    public static partial void Linked(ILogger logger, string scheme);

    [LoggerMessage(2004, LogLevel.Information, "Scheme {Scheme} holds a grant until its owner says that the account is the right one")]
    public static partial void Asks(ILogger logger, string scheme);

    [LoggerMessage(2005, LogLevel.Information, "Scheme {Scheme}: the user refused")]
    public static partial void Refused(ILogger logger, string scheme);

    [LoggerMessage(2006, LogLevel.Warning, "Scheme {Scheme} failed, {Fault}: {Happened}")]
    public static partial void Failed(ILogger logger, string scheme, FrobCallbackFault fault, string happened);

    [LoggerMessage(2007, LogLevel.Error, "Scheme {Scheme} could not store a grant, the store threw {Thrown}; its owner may try again")]
    public static partial void NotStored(ILogger logger, string scheme, string? thrown);

    [LoggerMessage(2008, LogLevel.Warning, "Scheme {Scheme} signed in a principal that owns nothing; its grant is not kept")]
    public static partial void NoOwner(ILogger logger, string scheme);

    [LoggerMessage(2009, LogLevel.Information, "A link of {Instance} was removed")]
    public static partial void Unlinked(ILogger logger, string instance);

    [LoggerMessage(2010, LogLevel.Error, "Scheme {Scheme} could not record a flow as used, the store threw {Thrown}; nothing was spent")]
    public static partial void NotRecorded(ILogger logger, string scheme, string? thrown);
}

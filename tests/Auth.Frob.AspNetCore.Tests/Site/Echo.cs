using System.Web;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>The way back from the service that nobody ships.</summary>
internal static class Echo
{
    public static string BackOf(Page begun) => new Uri(HttpUtility.ParseQueryString(new Uri(begun.Location!).Query)["back"]!).PathAndQuery;
}

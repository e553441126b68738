namespace Auth.Frob.AspNetCore.Flows;

/// <summary>An answer that belongs to an open flow of this browser; nothing is spent yet.</summary>
/// <param name="Id">The flow.</param>
/// <param name="Flow">What its cookie held.</param>
/// <param name="Pending">The question.</param>
/// <param name="Answer">The address by which the browser came.</param>
/// <param name="IsRefusal">Whether it says that the user refused.</param>
internal sealed record Admission(FlowId Id, OpenFlow Flow, PendingConsent Pending, ConsentReturn Answer, bool IsRefusal);

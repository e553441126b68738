using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>A request to the API, read: the method and the format stand in the path, query and form are merged.</summary>
internal sealed class IpernityCall
{
    public IpernityCall(SimulatedRequest request)
    {
        Request = request;
        Parameters = request.Query.MergedWith(request.Form);
        string[] path = request.Address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Method = path.Length > 1 ? IpernityMethod.Find(UrlText.Decode(path[1])) : null;

        // https://www.ipernity.com/help/api/output.formats: JSON where the suffix is missing.
        Format = path.Length switch { <= 2 => "json", 3 => path[2], _ => "" };
    }

    public SimulatedRequest Request { get; }

    public SimulatedParameters Parameters { get; }

    public IpernityMethod? Method { get; }

    public string Format { get; }

    public bool IsXml => Format == "xml";
}

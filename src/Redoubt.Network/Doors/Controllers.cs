using Redoubt.Evidence;
using Redoubt.Network.Ends;
using Redoubt.Network.Labels;

namespace Redoubt.Network.Doors;

/// <summary>
/// The pods that bring packets of Ingresses, routes and Gateways in. Where they are not in the evidence, it is some pod of the cluster of which nothing is known.
/// </summary>
internal sealed class Controllers
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";
    private const string OpenShift = "openshift.io/ingress-to-route";
    private const string GatewayLabel = "gateway.networking.k8s.io/gateway-name";

    private static readonly GroupKind IngressClass = new("networking.k8s.io", "IngressClass");
    private static readonly Dictionary<string, Selector> Usual = Read();

    private readonly Platform _platform;
    private readonly ServiceBackends _backends;
    private readonly NetworkEnd _some;
    private readonly Dictionary<string, IReadOnlyList<NetworkEnd>> _byController = new(StringComparer.Ordinal);

    public Controllers(Platform platform, ServiceBackends backends, NetworkEnd some)
    {
        _platform = platform;
        _backends = backends;
        _some = some;
        foreach (var controller in Usual)
        {
            NetworkEnd[] pods = [.. backends.Having(controller.Value)];
            if (pods.Length > 0)
            {
                _byController.Add(controller.Key, pods);
            }
        }
    }

    /// <summary>The pods behind an Ingress: those of its class's controller; without a class, those of the only controller that is here.</summary>
    public IReadOnlyList<NetworkEnd> OfIngress(Document ingress)
    {
        var name = ingress.Root["spec"]["ingressClassName"].AsString() ?? ingress.Root["metadata"]["annotations"][ClassAnnotation].AsString();
        var classes = _platform.Of(IngressClass).Where(one => name is null || one.Name == name).ToArray();
        if (classes.Length == 1 && classes[0].Root["spec"]["controller"].AsString() is { } controller)
        {
            return Pods(controller);
        }

        return classes.Length == 0 && _byController.Count == 1 ? _byController.Values.Single() : [_some];
    }

    /// <summary>The pods behind OpenShift's Routes.</summary>
    public IReadOnlyList<NetworkEnd> OfRoutes() => Pods(OpenShift);

    /// <summary>The pods behind a Gateway: those that were made for it.</summary>
    public IReadOnlyList<NetworkEnd> OfGateway(Document gateway)
    {
        NetworkEnd[] pods = [.. _backends.Having(Selector.OfLabel(GatewayLabel, gateway.Name))];
        return pods.Length > 0 ? pods : [_some];
    }

    private IReadOnlyList<NetworkEnd> Pods(string controller) => _byController.GetValueOrDefault(controller, [_some]);

    private static Dictionary<string, Selector> Read()
    {
        using var stream = typeof(Controllers).Assembly.GetManifestResourceStream("controllers.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => words[0], words => words[1].Split('=') is [var key, var value] ? Selector.OfLabel(key, value) : Selector.OfLabel(words[1], null), StringComparer.Ordinal);
    }
}

using Redoubt.Attack.Things;
using Redoubt.Evidence;

namespace Redoubt.Attack.Relations;

/// <summary>What controllers that are known by their images do for whoever writes their objects: Argo CD, Prometheus' operator, admission engines.</summary>
internal static class ControllerRelations
{
    private static readonly GroupKind ApplicationKind = new("argoproj.io", "Application");
    private static readonly GroupKind PrometheusKind = new("monitoring.coreos.com", "Prometheus");

    public static IReadOnlyList<Relation> All { get; } =
    [
        new("gitops", "a namespace whose Applications are deployed, and the account that deploys them", RowParts.Namespace | RowParts.Account,
            ground => from account in Deployers(ground) from ns in ApplicationNamespaces(ground, account) select new Row { Namespace = ns, Account = account.Account }),
        new("gitops source", "the container that renders what is deployed, and the account that deploys it", RowParts.Container | RowParts.Account,
            ground => from deployer in Deployers(ground) from container in Parts(ground, deployer, "repo-server") select Row.Of(container) with { Account = deployer.Account }),
        new("gitops cache", "the store that keeps what is deployed, and the account that deploys it", RowParts.Container | RowParts.Account,
            ground => from deployer in Deployers(ground) from container in Stores(ground, deployer) select Row.Of(container) with { Account = deployer.Account }),
        new("prometheus operator", "a namespace in which an operator makes pods of Prometheus objects", RowParts.Namespace,
            ground => Operates(ground) ? ground.Inventory.Namespaces.Select(ns => new Row { Namespace = ns }) : []),
        new("engine ns", "an admission engine and a namespace where it judges", RowParts.Engine | RowParts.Namespace,
            ground => from pair in ground.Admission.Judging select new Row { Engine = pair.Engine, Namespace = pair.Namespace }),
        new("engine pod", "a container of an admission engine, and a namespace where it judges", RowParts.Container | RowParts.Engine | RowParts.Namespace,
            ground => from pair in ground.Admission.Judging from container in ground.Admission.PartsOf(pair.Engine) select Row.Of(container) with { Engine = pair.Engine, Namespace = pair.Namespace }),
    ];

    private static IEnumerable<PodThing> Deployers(Ground ground) => ground.Inventory.Pods.Where(pod => pod.Containers.Any(IsArgo) && Calls(pod, "application-controller"));

    // Applications outside the controller's own namespace count only where that is switched on.
    private static IEnumerable<string> ApplicationNamespaces(Ground ground, PodThing deployer) =>
        ground.Inventory.Platform.Of(ApplicationKind).Select(application => application.Namespace).Append(deployer.Namespace).Distinct(StringComparer.Ordinal);

    private static IEnumerable<ContainerThing> Parts(Ground ground, PodThing deployer, string name) =>
        ground.Inventory.PodsByNamespace[deployer.Namespace].Where(pod => pod.Containers.Any(IsArgo) && Calls(pod, name)).SelectMany(pod => pod.Containers).Where(container => container.Runs);

    private static IEnumerable<ContainerThing> Stores(Ground ground, PodThing deployer) =>
        ground.Inventory.PodsByNamespace[deployer.Namespace].Select(pod => pod.Store).OfType<ContainerThing>().Where(container => container.Repository.Contains("redis", StringComparison.Ordinal));

    private static bool Operates(Ground ground) =>
        ground.Inventory.Pods.Any(pod => pod.Containers.Any(container => container.Repository.Contains("prometheus-operator", StringComparison.Ordinal)))
        || ground.Inventory.Platform.Of(PrometheusKind).Count > 0;

    private static bool IsArgo(ContainerThing container) => container.Repository.Contains("argocd", StringComparison.Ordinal);

    private static bool Calls(PodThing pod, string name) => pod.Document.Name.Contains(name, StringComparison.Ordinal)
        || pod.Workload.Labels["app.kubernetes.io/name"].AsString()?.Contains(name, StringComparison.Ordinal) == true;
}

using Redoubt.Evidence;
using Redoubt.Network.Doors;
using Redoubt.Network.Ends;

namespace Redoubt.Network.Suggest;

/// <summary>What a platform shows that pods have to be asked: by doors from outside, by the API server, by their own kind.</summary>
internal sealed class ServedNeeds(Reachability reachability, PolicySubjects subjects, PlaceNeeds places, NeedList needs)
{
    private static readonly GroupKind StatefulSet = new("apps", "StatefulSet");

    private readonly Platform _platform = reachability.Platform;

    public void AddAll()
    {
        Doors();
        Webhooks();
        foreach (var subject in subjects.All)
        {
            Accounts(subject);
            Siblings(subject);
        }
    }

    private void Doors()
    {
        foreach (var door in reachability.Doors.Where(door => door.Kind != DoorKind.HostNetwork))
        {
            foreach (var missing in door.Missing)
            {
                needs.Say($"{door.Label}: {missing}");
            }

            var senders = door.Controller.Count == 0 ? Sources(door.Document) : [.. door.Controller.SelectMany(NeedList.PeersOf).Distinct()];
            if (door.Controller.Any(end => end.Kind == EndKind.SomePod))
            {
                needs.Say($"the pods that bring packets of {door.Label} in are not here, so that every pod may stand for them: narrow that rule to their namespace");
            }

            foreach (var sender in senders)
            {
                foreach (var target in door.Targets)
                {
                    foreach (var to in NeedList.PeersOf(target.End))
                    {
                        needs.Add(new Need(sender, to, target.Ports, $"{door.Label} leads here from outside", $"{door.Document.PlaceOf(target.At)}"));
                    }
                }
            }
        }
    }

    // Whose address arrives at the pod is the sender's only where the node does not put its own there.
    private static List<NeedPeer> Sources(Document service)
    {
        var ranges = new List<NeedPeer>();
        foreach (var range in service.Root["spec"]["externalTrafficPolicy"].Is("Local") ? service.Root["spec"]["loadBalancerSourceRanges"].Items : default)
        {
            if (range.AsString() is { } text && Addresses.AddressRange.TryParse(text.Trim(), out _))
            {
                ranges.Add(new NeedPeer.Addresses(text.Trim()));
            }
        }

        return ranges.Count > 0 ? ranges : [new NeedPeer.Anybody()];
    }

    private void Webhooks()
    {
        foreach (var kind in (ReadOnlySpan<string>)["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"])
        {
            foreach (var document in _platform.Of(new GroupKind("admissionregistration.k8s.io", kind)))
            {
                foreach (var hook in document.Root["webhooks"].Items)
                {
                    Called(document, hook["clientConfig"]["service"]);
                }
            }
        }

        foreach (var document in _platform.Of(new GroupKind("apiregistration.k8s.io", "APIService")))
        {
            Called(document, document.Root["spec"]["service"]);
        }

        foreach (var document in _platform.Of(new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition")))
        {
            Called(document, document.Root["spec"]["conversion"]["webhook"]["clientConfig"]["service"]);
        }
    }

    private void Called(Document document, Node reference)
    {
        if (reference["name"].AsString() is not { } name || reference["namespace"].AsString() is not { } ns
            || _platform.Find(new ObjectKey(ServiceBackends.Service, ns, name)) is not [{ } service, ..])
        {
            return;
        }

        var number = reference["port"].HasValue ? reference["port"].Int : 443;
        NeedPeer[] callers = reachability.ApiServer.Count == 0 ? [new NeedPeer.Anybody()] : [.. reachability.ApiServer.SelectMany(target => NeedList.PeersOf(target.End)).Distinct()];
        foreach (var target in places.BackendsOf(service).Where(target => target.At["port"].Int == number))
        {
            foreach (var to in NeedList.PeersOf(target.End))
            {
                foreach (var caller in callers)
                {
                    needs.Add(new Need(caller, to, target.Ports, $"the API server calls it by {document.Kind}/{document.Name}", $"{document.PlaceOf(reference)}"));
                }
            }
        }
    }

    // Whom a binding names, and who carries the token, asks the API server.
    private void Accounts(PolicySubject subject)
    {
        if (!_platform.TryGetWorkload(subject.Ends[0].Document!, out var workload))
        {
            return;
        }

        var account = workload.ServiceAccount;
        if (Bound.Value.TryGetValue((account.Namespace, account.Name), out var binding) && workload.CarriesToken(_platform.ServiceAccount(account.Namespace, account.Name)?.Document))
        {
            places.ToApiServer(new NeedPeer.Workload(subject.Name), ($"its account {account.Name} is bound by {binding.Key}, so that it asks the API server", $"{binding.PlaceOf(binding.Mention)}"));
        }
    }

    private Lazy<Dictionary<(string, string), Document>> Bound { get; } = new(() =>
    {
        var bound = new Dictionary<(string, string), Document>();
        foreach (var kind in (string[])["ClusterRoleBinding", "RoleBinding"])
        {
            foreach (var binding in reachability.Platform.Of(new GroupKind("rbac.authorization.k8s.io", kind)))
            {
                foreach (var subject in binding.Root["subjects"].Items)
                {
                    if (subject["kind"].Is("ServiceAccount") && subject["name"].AsString() is { } name)
                    {
                        bound.TryAdd((subject["namespace"].AsString() ?? binding.Namespace, name), binding);
                    }
                }
            }
        }

        return bound;
    });

    // The pods of a StatefulSet find one another by its headless Service.
    private void Siblings(PolicySubject subject)
    {
        var owner = _platform.TopOwner(subject.Ends[0].Document!);
        if (owner.Key.Kind == StatefulSet && owner.Root["spec"]["replicas"].Int > 1 && owner.Root["spec"]["serviceName"].AsString() is { Length: > 0 } name
            && _platform.Find(new ObjectKey(ServiceBackends.Service, owner.Namespace, name)) is [{ } service, ..])
        {
            places.ToService(new NeedPeer.Workload(subject.Name), service, 0, "", ($"pods of one StatefulSet find one another by Service {name}", $"{owner.PlaceOf(owner.Root["spec"]["serviceName"])}"));
        }
    }
}

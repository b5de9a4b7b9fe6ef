namespace Redoubt.Evidence.Views;

/// <summary>The service account under whose name a pod runs.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Name">The account's name; <c>default</c> where the pod names none.</param>
/// <param name="Mention">Where the pod names it; where it does not, the pod's specification.</param>
/// <param name="IsWritten">Whether the pod names it.</param>
public readonly record struct ServiceAccountUse(string Namespace, string Name, Node Mention, bool IsWritten)
{
    internal static ServiceAccountUse Of(Workload workload)
    {
        var spec = workload.Spec;
        var named = spec["serviceAccountName"];
        // The old field counts where the new one is empty, as the API server's conversion has it.
        if (named.Text.IsEmpty)
        {
            named = spec["serviceAccount"];
        }

        var written = !named.Text.IsEmpty;
        var mention = written ? named : spec.Exists ? spec : workload.Pod;
        return new ServiceAccountUse(workload.Document.Namespace, written ? named.AsString()! : "default", mention, written);
    }
}

using Redoubt.Collect.Tests.Machines.Components;
using Redoubt.Evidence.Read;

namespace Redoubt.Collect.Tests.Machines.Hosts;

/// <summary>What a machine is for, by what runs on it.</summary>
public sealed class MachineRoleTests : IDisposable
{
    private readonly CollectedNodeParts _node = new();

    public void Dispose() => _node.Dispose();

    [Theory]
    [InlineData("control-plane", "kubelet", "kube-apiserver")]
    [InlineData("control-plane", "etcd", "kube-scheduler")]
    [InlineData("worker", "kubelet", "kube-proxy")]
    [InlineData("etcd", "etcd")]
    [InlineData("engine", "dockerd")]
    [InlineData("machine", "sshd")]
    public void What_runs_on_it_says_what_it_is_for(string role, params string[] programs)
    {
        foreach (var (index, program) in programs.Index())
        {
            _node.Running(index + 7, $"/usr/bin/{program}");
        }

        Assert.Equal(role, Host("role"));
    }

    private string? Host(string field) => DocumentReader.Read("node.yaml", _node.Text).Documents.First(document => document.Kind.ToString() == "Host").Root[field].AsString();
}

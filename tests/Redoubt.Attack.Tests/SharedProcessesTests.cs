using Redoubt.Attack.Relations;
using Redoubt.Attack.Things;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Tests;

/// <summary>Containers of one pod that see each other's processes: however many there are, who has one has all, and it is worked out in no more than their number.</summary>
public sealed class SharedProcessesTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(40)]
    public void Each_container_leads_to_each_other_one(int containers)
    {
        var rows = Rows(containers);
        foreach (var first in rows.Select(row => row.Container!).Distinct())
        {
            var reached = new HashSet<ContainerThing> { first };
            while (rows.FirstOrDefault(row => reached.Contains(row.Container!) && reached.Add(row.Sibling!)) is not null)
            {
            }

            Assert.Equal(containers, reached.Count);
        }
    }

    [Fact]
    public void Twice_the_containers_are_twice_the_rows() => Assert.True(Rows(80).Length <= 2.1 * Rows(40).Length);

    private static Row[] Rows(int containers)
    {
        var pod = $$"""
            apiVersion: v1
            kind: Pod
            metadata: { name: web, namespace: shop }
            spec:
              shareProcessNamespace: true
              containers: [{{string.Join(", ", Enumerable.Range(0, containers).Select(number => $"{{ name: c{number}, image: web }}"))}}]
            """;
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(DocumentReader.Read("pod.yaml", pod).Documents).Build();
        return [.. Relation.Find("container sibling")!.Rows(new Ground(new Inventory(platform, KubernetesVersion.NewestMinor, [])))];
    }
}

// An object-oriented simulation: a bank with counters, impatient customers and an event queue; classes, virtual calls, collections.
using System.Collections.Generic;

static class Simulation
{
    sealed class Random
    {
        uint state = 2463534242;

        public int Next(int limit)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)limit);
        }
    }

    abstract class Event
    {
        public readonly int Time, Order;

        protected Event(World world, int time)
        {
            Time = time;
            Order = world.Order++;
        }

        public abstract void Happen(World world);

        public bool IsBefore(Event other)
        {
            return Time != other.Time ? Time < other.Time : Order < other.Order;
        }
    }

    sealed class Arrival : Event
    {
        public Arrival(World world, int time) : base(world, time) { }

        public override void Happen(World world)
        {
            int kind = world.Random.Next(10);
            Customer customer = kind == 0 ? new Merchant(Time) : kind < 4 ? (Customer)new Student(Time) : new Customer(Time);
            Counter best = null;
            foreach (Counter counter in world.Counters)
                if (counter.Accepts(customer) && (best == null || counter.Load < best.Load)) best = counter;
            best.Enqueue(world, customer);
            if (world.Arrivals++ < world.Limit) world.Schedule(new Arrival(world, Time + 1 + world.Random.Next(6)));
        }
    }

    sealed class Served : Event
    {
        readonly Counter counter;
        readonly Customer customer;

        public Served(World world, int time, Counter counter, Customer customer) : base(world, time)
        {
            this.counter = counter;
            this.customer = customer;
        }

        public override void Happen(World world)
        {
            world.Waited += Time - customer.Arrived;
            world.Fees += customer.Fee;
            counter.Next(world, Time);
        }
    }

    class Customer
    {
        public readonly int Arrived;

        public Customer(int arrived)
        {
            Arrived = arrived;
        }

        public virtual int Fee
        {
            get { return 2; }
        }
        public virtual int Duration(Random random)
        {
            return 5 + random.Next(10);
        }
        public virtual bool IsPatient(int now)
        {
            return now - Arrived < 60;
        }
    }

    sealed class Student : Customer
    {
        public Student(int arrived) : base(arrived) { }
        public override int Fee
        {
            get { return 0; }
        }
        public override bool IsPatient(int now)
        {
            return now - Arrived < 20;
        }
    }

    sealed class Merchant : Customer
    {
        public Merchant(int arrived) : base(arrived) { }
        public override int Fee
        {
            get { return 9; }
        }
        public override int Duration(Random random)
        {
            return 25 + random.Next(20);
        }
    }

    class Counter
    {
        readonly Queue<Customer> waiting = new Queue<Customer>();
        bool isBusy;

        public int Load
        {
            get { return waiting.Count + (isBusy ? 1 : 0); }
        }
        public virtual bool Accepts(Customer customer)
        {
            return true;
        }

        public void Enqueue(World world, Customer customer)
        {
            waiting.Enqueue(customer);
            if (!isBusy) Next(world, customer.Arrived);
        }

        public void Next(World world, int now)
        {
            isBusy = false;
            while (waiting.Count > 0)
            {
                Customer customer = waiting.Dequeue();
                if (!customer.IsPatient(now))
                {
                    world.Lost++;
                    continue;
                }
                isBusy = true;
                world.Schedule(new Served(world, now + customer.Duration(world.Random), this, customer));
                return;
            }
        }
    }

    sealed class QuickCounter : Counter
    {
        public override bool Accepts(Customer customer)
        {
            return !(customer is Merchant);
        }
    }

    sealed class World
    {
        public readonly Random Random = new Random();
        public readonly List<Counter> Counters = new List<Counter> { new Counter(), new QuickCounter(), new QuickCounter(), new Counter() };
        public int Order, Arrivals, Lost, Fees, Limit;
        public long Waited;
        readonly List<Event> queue = new List<Event>(); // a binary heap, earliest first

        public void Schedule(Event item)
        {
            queue.Add(item);
            int child = queue.Count - 1;
            while (child > 0 && item.IsBefore(queue[(child - 1) / 2]))
            {
                queue[child] = queue[(child - 1) / 2];
                child = (child - 1) / 2;
            }
            queue[child] = item;
        }

        public Event TakeEarliest()
        {
            if (queue.Count == 0) return null;
            Event earliest = queue[0], last = queue[queue.Count - 1];
            queue.RemoveAt(queue.Count - 1);
            int parent = 0;
            for (int child = 1; child < queue.Count; child = 2 * parent + 1)
            {
                if (child + 1 < queue.Count && queue[child + 1].IsBefore(queue[child])) child++;
                if (last.IsBefore(queue[child])) break;
                queue[parent] = queue[child];
                parent = child;
            }
            if (queue.Count > 0) queue[parent] = last;
            return earliest;
        }
    }

    static long Run(int customers)
    {
        var world = new World { Limit = customers };
        world.Schedule(new Arrival(world, 0));
        for (Event next = world.TakeEarliest(); next != null; next = world.TakeEarliest()) next.Happen(world);
        return world.Waited * 1000 + world.Fees + world.Lost * 7L;
    }

    static int Main(string[] args)
    {
        var bench = new Bench(args, size: 25000, checksum: 404178422, tinySize: 200, tinyChecksum: 3063438);
        while (bench.Next()) bench.Done(Run(bench.Size));
        return bench.Finish();
    }
}
